// What scripts add to a page: keys, a toolbar, completion, pictures dropped in, drafts that keep themselves, a board
// whose cards are moved by hand. Each has a form behind it that works without; the other journeys take that way.
import assert from 'node:assert/strict';
import { deflateSync, crc32 } from 'node:zlib';
import { consoleErrors, focusIsSeen, sound } from './lib.mjs';
import { the, words } from './people.mjs';

const body = (page) => page.locator('main textarea[name=body]');

export const tools = {
  async 'what is said while one reads is offered, and nothing on the page moves'({ member }) {
    const [page, other] = [await member('mira'), await member('tomas')];
    await page.goto('/discussions');
    await page.locator('.rows h2 a, .rows h3 a').first().click();
    await page.locator('[data-enhance=news]').waitFor({ state: 'attached' });
    const words = body(page);
    await words.fill('Half a thought');
    await words.focus();
    const before = [await page.evaluate(() => [scrollX, scrollY]), await words.boundingBox()];
    // One's own comments are no news; two of someone else's are.
    await other.goto(new URL(page.url()).pathname);
    for (const said of ['It grows on one', 'And grows']) {
      await body(other).fill(said);
      await other.getByRole('button', { name: /^comment$/i }).click();
      await other.locator('article.comment').getByText(said, { exact: true }).waitFor();
    }
    const offer = page.getByRole('link', { name: '2 new comments' });
    await offer.waitFor({ timeout: 15_000 });
    assert.deepEqual([await page.evaluate(() => [scrollX, scrollY]), await words.boundingBox()], before, 'The page moved.');
    assert.equal(await words.inputValue(), 'Half a thought');
    assert(await words.evaluate((it) => it === document.activeElement), 'The focus moved.');
    await sound(page);
    await offer.click();
    await page.locator('article.comment').getByText('It grows on one', { exact: true }).waitFor();
  },

  async 'the toolbar is one stop for Tab, and its arrows and keys put Markdown around words'({ member }) {
    const page = await member('mira');
    await page.goto('/proposals/new');
    const text = body(page);
    await text.fill('plain words');
    const bar = page.getByRole('toolbar').first();
    await text.focus();
    await page.keyboard.press('Shift+Tab');
    const first = bar.getByRole('button').first();
    assert(await first.evaluate((it) => it === document.activeElement), 'One step back from the text is not its toolbar.');
    assert(await focusIsSeen(page, first), 'The focus in the toolbar cannot be seen.');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.tool), 'italic');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.tool), 'bold');
    await text.evaluate((it) => { it.focus(); it.setSelectionRange(6, 11); });
    await page.keyboard.press('ControlOrMeta+b');
    assert.equal(await text.inputValue(), 'plain **words**');
    await page.keyboard.press('ControlOrMeta+z');
    assert.equal(await text.inputValue(), 'plain words', 'Undo does not take the marks back.');
    await sound(page);
  },

  async 'a name, a topic and a tag are completed by keyboard'({ member }) {
    const page = await member('mira');
    await page.goto('/proposals/new');
    const text = body(page);
    await text.focus();
    for (const [typed, becomes] of [['As @tom', /As @tomas /], ['see #inbox', /see #\d+ /]]) {
      await text.fill('');
      await text.pressSequentially(typed);
      await page.getByRole('listbox').locator('visible=true').getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await sound(page);
      await page.keyboard.press('Enter');
      assert.match(await text.inputValue(), becomes);
    }
    const tags = page.locator('input[name=tags]');
    await tags.evaluate((it) => { const fold = it.closest('details'); if (fold) fold.open = true; });
    await tags.pressSequentially('inb');
    await page.getByRole('listbox').locator('visible=true').getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('listbox').locator('visible=true').count(), 0, 'Escape does not close the list.');
    assert.equal(await tags.inputValue(), 'inb');
  },

  async 'a picture that is dropped on a text is sent, and shown in the preview'({ member }) {
    const page = await member('mira');
    await page.goto('/proposals/new');
    const text = body(page);
    await text.fill('It looks like this:');
    await text.evaluate((it) => it.setSelectionRange(it.value.length, it.value.length));
    await drop(page, text, 'gate.png', 'image/png', picture());
    await page.waitForFunction((it) => it.value.includes('!['), await text.elementHandle());
    assert.match(await text.inputValue(), /^It looks like this:\n\n!\[.*\]\(.+\)\n\n$/);
    await sound(page);
    await drop(page, text, 'broken.png', 'image/png', Buffer.from('no picture at all'));
    const why = page.locator('.write-state, [role=status], [role=alert]').filter({ hasText: /picture|image|read/i }).first();
    await why.waitFor();
    assert((await text.inputValue()).startsWith('It looks like this:'), 'What was typed is lost.');
    assert.match(consoleErrors(page).splice(0).join(), /422/);
  },

  async 'what is being written is kept on the server, and is there again after the window was closed'({ member, visitor }) {
    const page = await member('tomas');
    await page.goto('/proposals/new');
    await (await the(page, 'textbox', words.title)).fill('A wish that I have not sent');
    await body(page).fill('Because the phone rang.');
    const saved = page.waitForResponse((answer) => answer.url().includes('draft') && answer.request().method() === 'POST');
    // As when another window is looked at.
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await saved;
    await page.goto('/drafts');
    await page.getByRole('main').getByRole('link', { name: /A wish that I have not sent/ }).first().click();
    assert.equal(await body(page).inputValue(), 'Because the phone rang.');
    await sound(page);
  },

  async 'the question mark lists the keys, j and k walk the list, v votes, and all of it can be switched off'({ member }) {
    const page = await member('tomas');
    await page.goto('/proposals');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await sound(page);
    await page.keyboard.press('Escape');
    assert.equal(await dialog.count(), 0);
    const focused = (nth) => page.waitForFunction((nth) => [...document.querySelectorAll('main .row')]
      .findIndex((row) => row.contains(document.activeElement)) === nth, nth);
    for (const [key, nth] of [['j', 0], ['j', 1], ['k', 0]]) {
      await page.keyboard.press(key);
      await focused(nth);
    }
    const button = page.locator('main .row').first().locator('.vote-button').first();
    const before = await button.getAttribute('aria-pressed');
    await page.keyboard.press('v');
    await page.locator('main .row').first().locator(`.vote-button[aria-pressed=${before === 'true' ? 'false' : 'true'}]`).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.waitForURL('**/discussions');
    await page.goto('/settings/preferences');
    const box = page.locator('[name=shortcuts]').last();
    await (await box.evaluate((it) => it.type)) === 'checkbox' ? await box.uncheck() : await box.selectOption('off');
    await page.getByRole('main').locator('form').filter({ has: page.locator('[name=shortcuts]') }).locator('button').last().click();
    await page.goto('/proposals');
    await page.keyboard.press('?');
    await page.keyboard.press('j');
    assert.equal(await page.getByRole('dialog').count(), 0, 'A key works although keys are off.');
    await focused(-1);
  },

  async 'a card on the roadmap is moved by hand and by key, and may only go where the rules let it'({ member }) {
    const page = await member('ada');
    await page.goto('/roadmap');
    const card = page.locator('[data-card]').first();
    const id = await card.getAttribute('data-card');
    const from = card.locator('xpath=ancestor::*[@data-column]');
    const allowed = (await from.getAttribute('data-allows')).split(' ');
    const there = await page.locator('[data-column]').evaluateAll((all) => all.map((it) => it.dataset.column));
    const to = there.find((one) => allowed.includes(one));
    await card.locator('h3').dragTo(page.locator(`[data-column="${to}"] h2`), { sourcePosition: { x: 2, y: 2 } });
    const form = page.locator(`[data-card="${id}"] details[open]`);
    await form.waitFor();
    await sound(page);
    await page.keyboard.insertText('It goes on.');
    await form.locator(`button[name=status][value="${to}"]`).click();
    await page.locator(`[data-column="${to}"] [data-card="${id}"]`).waitFor();
    await sound(page);
    // And back or on, by keys alone.
    const summary = page.locator(`[data-card="${id}"] summary`);
    await summary.focus();
    await page.keyboard.press('Enter');
    const buttons = page.locator(`[data-card="${id}"] button[name=status]`);
    await page.locator(`[data-card="${id}"] textarea`).fill('By key.');
    await buttons.first().focus();
    await page.keyboard.press('ArrowDown');
    const chosen = await page.evaluate(() => document.activeElement.value);
    await page.keyboard.press('Enter');
    await page.waitForFunction(([card, status]) => !document.querySelector(`[data-column="${status}"]`)
      ? !document.querySelector(`[data-card="${card}"]`) : document.querySelector(`[data-column="${status}"] [data-card="${card}"]`), [id, chosen]);
  },
};

/** Drops a file on an element, as a hand would. */
async function drop(page, on, name, type, bytes) {
  const data = await page.evaluateHandle(([name, type, bytes]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([Uint8Array.from(bytes)], name, { type }));
    return carried;
  }, [name, type, [...bytes]]);
  for (const event of ['dragenter', 'dragover', 'drop']) await on.dispatchEvent(event, { dataTransfer: data });
}

/** A small green PNG. */
function picture() {
  const [wide, high] = [12, 12];
  const chunk = (name, body) => {
    const all = Buffer.alloc(body.length + 12);
    all.writeUInt32BE(body.length, 0);
    all.write(name, 4, 'latin1');
    body.copy(all, 8);
    all.writeUInt32BE(crc32(all.subarray(4, body.length + 8)), body.length + 8);
    return all;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(wide, 0);
  head.writeUInt32BE(high, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(wide * 3, Buffer.from([40, 120, 60]))]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array(high).fill(line)))), chunk('IEND', Buffer.alloc(0)),
  ]);
}
