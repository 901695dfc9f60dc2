// The whole way, from a wish to its release: someone new joins, finds that others want the same and says why, asks for
// something of their own, talks and edits; then those who decide merge, move it on, and tell that it is built.
import assert from 'node:assert/strict';
import { keyboard, pointer } from './hand.mjs';
import { sound, tabTo } from './lib.mjs';
import { signedIn } from './people.mjs';

/** Ways of going it: how the page is shown, and by which hand. */
export const ways = {
  'plainly': {},
  'without JavaScript': { options: { javaScriptEnabled: false } },
  'by keyboard alone': { hand: keyboard },
  'by keyboard alone, without JavaScript': { hand: keyboard, options: { javaScriptEnabled: false } },
  'at 320 px': { options: { viewport: { width: 320, height: 640 } } },
  'at 200 %, in dark colours': { options: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, colorScheme: 'dark' } },
  'in forced colours': { options: { forcedColors: 'active' } },
  'from right to left': { options: { locale: 'ar' } },
  'from right to left, without JavaScript': { options: { locale: 'ar', javaScriptEnabled: false } },
  'in German, with words meant to hurt': {
    options: { locale: 'de-DE' },
    words: (text) => `${text} <b>&amp;"'</b> ${'x'.repeat(60)} \u202fשלום ñ́́́ 🏳️‍🌈 {{ 7 * 7 }} \`${'W'.repeat(20)}`.slice(0, 150),
    long: (text) => `${text}\n\n<script>document.title = 'hurt'</script>\n\n${'wide'.repeat(80)}\n\n| a | b |\n|---|---|\n| ${'c'.repeat(90)} | d |\n\n> ${'> '.repeat(30)}deep`,
  },
};

/** Goes the whole way once. `unlike` makes names that no other run uses. */
export async function wholeWay({ visitor, member, unlike, number }, { hand = pointer, words = (t) => t, long = (t) => t, options = {} }) {
  const scripts = options.javaScriptEnabled !== false;
  const { press, write, choose } = hand;
  const form = (page, action) => page.locator(`main form[action$="${action}"]`);
  const send = (of) => of.locator('button.button--main, button:not([name])').last();

  // Someone new joins.
  const page = await visitor();
  await page.goto('/sign-up');
  await write(page, page.locator('[name=handle]'), `walker-${number}`);
  await write(page, page.locator('[name=email]'), `walker-${number}@example.org`);
  await write(page, page.locator('[name=password]'), 'a gate, a meadow, a path');
  await sound(page);
  await press(page, send(form(page, '/sign-up')));
  await signedIn(page);

  // What they came to ask for is there already: the draft becomes a vote with its reason.
  await page.goto('/proposals/new');
  await write(page, page.locator('[name=title]'), 'Give the News their own place on top');
  await write(page, page.locator('[name=reason]'), words(unlike('I open it before breakfast')));
  const similar = page.locator('[data-similar-list] button[name=want]').first();
  if (!scripts) await press(page, page.locator('button[formaction$="/proposals/similar"]'));
  await similar.waitFor();
  await sound(page);
  await press(page, similar);
  await page.waitForURL('**/t/**');
  await page.locator('main').getByText('I open it before breakfast').first().waitFor();
  await sound(page);

  // Something of their own.
  await page.goto('/proposals/new');
  const title = words(unlike('Let me fold the side list'));
  await write(page, page.locator('[name=title]'), title);
  await write(page, page.locator('[name=reason]'), 'It takes half of my screen.');
  await write(page, page.locator('form [name=body]').first(), long('On the train I see three lines.'));
  await sound(page);
  await press(page, page.locator('main form[action$="/proposals"] .actions button.button--main'));
  await page.waitForURL('**/t/**');
  await page.locator('main h1').first().waitFor();
  await sound(page);
  const own = page.url().replace(/[?#].*/, '');
  const id = own.match(/\/t\/(\d+)/)[1];
  assert.notEqual(await page.title(), 'hurt');

  // They add to it, and change it.
  await write(page, page.locator(`main form[action$="/t/${id}/comments"] [name=body]`), long('Two fingers would do.'));
  await press(page, page.locator(`main form[action$="/t/${id}/comments"] .actions button`).first());
  await page.locator('main').getByText('Two fingers would do.').first().waitFor();
  await sound(page);
  await press(page, page.locator(`main a[href$="/t/${id}/edit"]`));
  await write(page, page.locator('main form [name=body]').first(), 'On the train I see two lines.');
  await sound(page);
  await press(page, page.locator(`main form[action$="/t/${id}/edit"] .actions button.button--main`));
  await page.locator('main').getByText('On the train I see two lines.').first().waitFor();
  await sound(page);

  // Those who decide merge a second one into it,
  const staff = await member('ada');
  await staff.goto('/proposals/new');
  await write(staff, staff.locator('[name=title]'), words(unlike('Hide the list at the side')));
  await press(staff, staff.locator('main form[action$="/proposals"] .actions button.button--main'));
  await staff.waitForURL('**/t/**');
  const second = staff.url().match(/\/t\/(\d+)/)[1];
  await press(staff, staff.locator(`main a[href$="/t/${second}/merge"]`));
  await write(staff, staff.locator('main form [name=into]'), own);
  await sound(staff);
  await press(staff, staff.locator('main form .actions button.button--main'));
  await staff.locator('main form[method=post] [name=into]').waitFor({ state: 'attached' });
  await sound(staff);
  await press(staff, staff.locator('main form[method=post] .actions button.button--main'));
  await staff.waitForURL(`**/t/${id}/**`);
  await sound(staff);
  const asked = await staff.request.get(`/t/${second}`);
  assert(asked.url().includes(`/t/${id}/`), 'The address of a merged proposal leads to the other.');

  // move it on,
  await staff.goto(`/t/${id}/status`);
  await choose(staff, staff.locator('main form [name=status]'), 'planned');
  await write(staff, staff.locator('main form [name=response]'), long('In spring.'));
  await sound(staff);
  await press(staff, staff.locator(`main form[action$="/t/${id}/status"] .actions button.button--main`));
  await staff.waitForURL(`**/t/${id}/**`);
  await staff.locator('main').getByText('In spring.').first().waitFor();
  await sound(staff);

  // and tell that it is built.
  await staff.goto('/changelog/new');
  await write(staff, staff.locator('main form [name=title]'), words(unlike('Spring cleaning')));
  await write(staff, staff.locator('main form [name=body]').first(), long('The side list folds.'));
  await write(staff, staff.locator('main form [name=proposals]'), own);
  await write(staff, staff.locator('main form [name=thanks]'), `walker-${number}`);
  await sound(staff);
  await press(staff, staff.locator('main form[action$="/changelog"] .actions button.button--main'));
  await staff.waitForURL('**/changelog/*/*');
  await sound(staff);
  await press(staff, staff.locator('main form[action$="/publication"] button').last());
  await staff.locator('main form[action$="/withdrawal"]').first().waitFor({ state: 'attached' });
  await staff.locator('main').getByText(`walker-${number}`).first().waitFor();
  await sound(staff);

  // Whoever asked for it sees it.
  await page.goto(own);
  await page.locator('main a[href*="/changelog/"]').first().waitFor();
  await sound(page);
  await tabTo(page, page.locator('main a[href*="/changelog/"]').first());
}
