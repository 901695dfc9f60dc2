// By which hand someone works: with the pointer, or with the keyboard alone. Both find their way by what a form
// sends, so that they work in every language.
import assert from 'node:assert/strict';
import { uncovered } from './people.mjs';

/** Someone who points and clicks. */
export const pointer = {
  press: async (page, what) => (await uncovered(what)).click(),
  write: async (page, field, text) => (await uncovered(field)).fill(text),
  choose: async (page, list, value) => (await uncovered(list)).selectOption(value),
  tick: async (page, box) => (await uncovered(box)).check(),
};

/** Someone without a pointer. */
export const keyboard = {
  async press(page, what) {
    await reach(page, what);
    await page.keyboard.press('Enter');
  },
  async write(page, field, text) {
    await reach(page, field);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(text);
  },
  async choose(page, list, value) {
    const one = await reach(page, list);
    const [from, to] = await one.evaluate((it, wanted) => [it.selectedIndex, [...it.options].findIndex((o) => o.value === wanted)], value);
    assert(to >= 0, `${list} does not offer ${value}.`);
    for (let steps = Math.abs(to - from); steps > 0; steps -= 1) await page.keyboard.press(to > from ? 'ArrowDown' : 'ArrowUp');
    assert.equal(await one.inputValue(), value);
  },
  async tick(page, box) {
    const one = await reach(page, box);
    if (!await one.isChecked()) await page.keyboard.press('Space');
  },
};

/** Tabs to the first of these that can be seen, opening folds by their summaries on the way. */
async function reach(page, what) {
  await what.first().waitFor({ state: 'attached' });
  const all = await what.all();
  let one = null;
  for (const it of all) if (!one && await it.isVisible()) one = it;
  if (!one) {
    one = all[0];
    const folds = one.locator('xpath=ancestor::details[not(@open)]');
    for (let depth = 0; depth < 3 && await folds.count(); depth += 1) {
      await tab(page, folds.first().locator('> summary'));
      await page.keyboard.press('Enter');
    }
  }
  await tab(page, one);
  return one;
}

async function tab(page, element) {
  const here = () => element.evaluate((it) => it === document.activeElement || (it.type === 'radio' && document.activeElement?.name === it.name));
  for (let presses = 0; presses < 300; presses += 1) {
    if (await here()) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`The keyboard does not reach ${element}.`);
}
