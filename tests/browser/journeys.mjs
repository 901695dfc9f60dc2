// What people come to do, done in a browser, each with and without JavaScript; and every page looked at in every way.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { axe, consoleErrors, firstVisit, focusIsSeen, invalid, launch, looks, open, sideways, sound, tabTo } from './lib.mjs';
import { signedIn, signIn, the, uncovered, words } from './people.mjs';
import { tools } from './tools.mjs';
import { ways, wholeWay } from './way.mjs';

const journeys = {
  async 'a visitor reads the list, opens a proposal and a discussion'({ visitor }) {
    const page = await visitor();
    await page.goto('/');
    await sound(page);
    await page.goto('/proposals');
    await openFirst(page);
    await sound(page);
    await (await the(page, 'link', words.discussions)).click();
    await page.waitForURL('**/discussions');
    await sound(page);
    await openFirst(page);
    await sound(page);
  },

  async 'a visitor signs up'({ visitor, unlike }) {
    const page = await visitor();
    await page.goto('/sign-in');
    await (await the(page, 'link', words.signUp)).click();
    await (await the(page, 'textbox', words.name)).fill(unlike('grace'));
    const email = page.getByLabel(words.email);
    if (await email.count()) await email.first().fill(`${unlike('grace')}@example.org`);
    await page.getByLabel(words.password).first().fill('a gate, a meadow, a path');
    await sound(page);
    await (await the(page, 'button', words.makeAccount)).click();
    await signedIn(page);
    await sound(page);
  },

  async 'a member proposes'({ member, unlike }) {
    const page = await member('mira');
    await page.goto('/proposals');
    await (await the(page, 'link', words.propose)).click();
    await sound(page);
    await fillProposal(page, unlike('Snooze a thread until Monday'));
    await sound(page);
  },

  async 'a member who forgets the title is told beside the field, and loses no word'({ member }) {
    const page = await member('mira');
    await page.goto('/proposals/new');
    await page.evaluate(() => document.querySelectorAll('form').forEach((form) => { form.noValidate = true; }));
    await (await the(page, 'textbox', words.why)).fill('Because I forget.');
    await (await the(page, 'button', words.propose)).click();
    await page.locator('[aria-invalid=true]').first().waitFor();
    assert.equal(await (await the(page, 'textbox', words.why)).inputValue(), 'Because I forget.');
    await sound(page);
  },

  async 'a member votes with a reason'({ member, unlike }) {
    const address = await proposed(member, unlike('Undo for archived threads'));
    const page = await member('tomas');
    await page.goto(address);
    await (await the(page, 'button', words.vote)).click();
    await page.getByRole('button', { name: words.vote, pressed: true }).first().waitFor();
    await sound(page);
    await (await the(page, 'textbox', words.reason)).fill('One slip on the phone, and it is gone.');
    await (await the(page, 'button', words.saveReason)).click();
    await shown(page, 'One slip on the phone, and it is gone.');
    await sound(page);
  },

  async 'a member comments'({ member, unlike }) {
    const address = await proposed(member, unlike('A quieter bell'));
    const page = await member('tomas');
    await page.goto(address);
    await (await the(page, 'textbox', words.comment)).fill('Would it ring at night?');
    await (await the(page, 'button', words.sendComment)).click();
    await shown(page, 'Would it ring at night?');
    await sound(page);
  },

  async 'an author edits'({ member, unlike }) {
    const page = await member('mira');
    await page.goto('/proposals/new');
    await fillProposal(page, unlike('Sort by date'));
    const edit = page.getByRole('main').getByRole('link', { name: words.edit }).or(page.getByRole('main').getByRole('button', { name: words.edit }));
    await (await uncovered(edit)).click();
    await (await the(page, 'textbox', words.body)).fill('The oldest first, please.');
    await sound(page);
    await (await the(page, 'button', words.save)).click();
    await shown(page, 'The oldest first, please.');
    await sound(page);
    await (await the(page, 'link', words.edited)).click();
    await page.getByRole('heading', { level: 1, name: words.whatChanged }).waitFor();
    await page.locator('ins').getByText('The oldest first, please.').waitFor();
    await sound(page);
  },

  async 'a moderator changes the status with a response'({ member, unlike }) {
    const address = await proposed(member, unlike('Two inboxes side by side'));
    const page = await member('ada');
    await page.goto(address);
    await (await the(page, 'combobox', words.status)).selectOption({ label: words.planned });
    await (await the(page, 'textbox', words.response)).fill('We start in spring.');
    await sound(page);
    await (await the(page, 'button', words.changeStatus)).click();
    await shown(page, 'We start in spring.');
    await shown(page, words.planned);
    await sound(page);
  },

  async 'a member makes an API token, and it is shown once'({ member, unlike }) {
    const page = await member('mira');
    await (await the(page, 'link', words.settings)).click();
    await (await the(page, 'link', words.tokens)).click();
    await page.waitForURL('**/*token*');
    const address = page.url();
    await (await the(page, 'textbox', words.tokenName)).fill(unlike('Weekly report'));
    const scope = page.getByRole('main').getByRole('checkbox', { checked: false });
    if (await scope.count()) await scope.first().check();
    await sound(page);
    await (await the(page, 'button', words.makeToken)).click();
    const shownOnce = page.getByRole('main').getByText(words.token).first();
    const [token] = (await shownOnce.textContent()).match(words.token);
    await sound(page);
    await page.goto(address);
    assert(!(await page.content()).includes(token), 'The token is shown again.');
  },

  async 'a lost visitor is shown the way'({ visitor }) {
    const page = await visitor();
    assert.equal((await page.goto('/no/such/page')).status(), 404);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert(await page.getByRole('main').getByRole('link').or(page.getByRole('main').getByRole('button')).count(), 'A dead end.');
    await sound(page);
  },

  async 'a member votes by keyboard alone, and sees where the focus is'({ member, unlike }) {
    const address = await proposed(member, unlike('Keys for everything'));
    const page = await member('tomas');
    await page.goto(address);
    const button = page.getByRole('button', { name: words.vote }).first();
    await tabTo(page, button);
    assert(await focusIsSeen(page, button), 'The focus cannot be seen.');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: words.vote, pressed: true }).first().waitFor();
    await sound(page);
  },
};

const shown = (page, text) => page.getByRole('main').getByText(text).first().waitFor();

async function openFirst(page) {
  const first = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first();
  const title = (await first.textContent()).trim();
  await first.click();
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
}

/** Fills in the page to propose on, sends it, and waits for the proposal. */
async function fillProposal(page, title) {
  await (await the(page, 'textbox', words.title)).fill(title);
  await (await the(page, 'textbox', words.why)).fill('I do it by hand, every day.');
  const board = page.getByRole('combobox', { name: words.board });
  if (await board.count()) await board.selectOption({ index: 1 });
  await uncovered(page.getByRole('main').getByRole('button', { name: words.propose })).then((button) => button.click());
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

async function proposed(member, title) {
  const page = await member('mira');
  await page.goto('/proposals/new');
  await fillProposal(page, title);
  return page.url();
}

/** The pages a member can reach from where they start, one of each kind. */
async function pagesOf(page) {
  const found = new Map();
  const see = async (start) => {
    await page.goto(start);
    for (const href of await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.href))) {
      const url = new URL(href);
      if (url.origin !== new URL(page.url()).origin || url.search) continue;
      // One stands for all: a topic of each list, what can be done with it, a person, a comment, a tag, a board.
      const kind = url.pathname.replace(/^\/(c|people|tags|admin\/boards)\/[^/]+/, '/$1/#').replace(/^\/t\/\d+/, `${start} topic`)
        .replace(/( topic)\/(?!(vote|status|edit|revisions|removal)$).*/, '$1');
      if (!found.has(kind)) found.set(kind, url.pathname);
    }
  };
  for (const start of ['/', '/proposals', '/discussions', '/tags', '/settings', '/admin/settings', '/admin/boards', '/proposals?sort=top']) await see(start);
  await see(found.get('/proposals?sort=top topic'));
  const pages = [];
  for (const path of [...found.values(), '/proposals/new', '/no/such/page']) {
    const answer = await page.request.get(path);
    assert(answer.status() < 500, `${path} answers ${answer.status()}.`);
    assert(answer.status() < 400 || path === '/no/such/page', `A link leads to ${path}, which answers ${answer.status()}.`);
    if (answer.headers()['content-type']?.startsWith('text/html')) pages.push(path);
  }
  return [...new Set(pages)];
}

// Faults that the checkers must find in planted.html, or they prove nothing elsewhere.
async function checkersBite(browser) {
  const rules = ['button-name', 'color-contrast', 'document-title', 'html-has-lang', 'image-alt', 'label', 'landmark-one-main', 'list', 'meta-viewport', 'page-has-heading-one', 'tabindex', 'target-size'];
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(browser, { javaScriptEnabled });
    await page.goto(pathToFileURL(new URL('planted.html', import.meta.url).pathname).href);
    const found = (await axe(page)).join('\n');
    assert.deepEqual(rules.filter((rule) => !found.includes(`axe ${rule}:`)), [], 'axe no longer finds these.');
    assert.notDeepEqual(await sideways(page), [], 'A page that scrolls sideways goes unnoticed.');
    if (javaScriptEnabled) assert.deepEqual(consoleErrors(page), ['console: planted']);
    assert.notDeepEqual(invalid([['planted', await page.content()]]), [], 'Invalid HTML goes unnoticed.');
    const blind = page.getByRole('link', { name: 'Focus me unseen' });
    await tabTo(page, blind);
    assert(!await focusIsSeen(page, blind), 'An unseen focus goes unnoticed.');
    await page.context().close();
  }
}

const browser = await launch();
const wanted = process.argv[2] ?? '';
const tally = { passed: 0, failed: 0 };

/** Runs one journey in windows of its own and says how it went. */
async function told(name, options, journey) {
  const pages = [];
  const mode = options.javaScriptEnabled === false ? 'without JavaScript' : 'with JavaScript';
  const visitor = async () => {
    const page = await open(browser, options);
    pages.push(page);
    return page;
  };
  const member = async (who) => {
    const page = await visitor();
    await signIn(page, who);
    return page;
  };
  // The same demo is used with and without JavaScript: what is made has different names.
  const unlike = (text) => (text.includes(' ') ? `${text}, ${mode}` : `${text}-${mode.split(' ')[0]}`);
  try {
    await journey({ visitor, member, unlike });
    for (const page of pages) assert.deepEqual(consoleErrors(page), []);
    tally.passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    tally.failed += 1;
    console.log(`FAIL  ${name}\n${error.stack.replace(/\x1b\[\d+m/g, '').replace(/^/gm, '      ')}`);
    await keepShot(pages.at(-1), name);
  } finally {
    for (const page of pages) await page.context().close();
  }
}

async function keepShot(page, name) {
  const folder = process.env.SHOTS_OF_FAILURES;
  if (!page || !folder) return;
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`;
  await page.screenshot({ path, fullPage: true }).then(() => console.log(`      at ${page.url()}, seen in ${path}`), () => {});
}

await told('the checkers find the faults of a planted page', {}, () => checkersBite(browser));
for (const [name, journey] of Object.entries(journeys)) {
  if (!name.includes(wanted)) continue;
  await told(name, { javaScriptEnabled: true }, journey);
  await told(`${name}, without JavaScript`, { javaScriptEnabled: false }, journey);
}
for (const [name, journey] of Object.entries(tools)) {
  if (name.includes(wanted)) await told(name, {}, journey);
}
for (const [look, options] of Object.entries(looks)) {
  const name = `every page is sound ${look}`;
  if (!name.includes(wanted)) continue;
  await told(name, options, async ({ member }) => {
    const page = await member('ada');
    for (const path of await pagesOf(page)) {
      await page.goto(path);
      await sound(page);
    }
  });
}
for (const [n, [way, how]] of Object.entries(ways).entries()) {
  const name = `the whole way from a wish to its release, ${way}`;
  if (!name.includes(wanted)) continue;
  const options = how.options ?? {};
  await told(name, options, (people) => wholeWay({ ...people, unlike: (text) => `${text} (${n + 1})`, number: n + 1 }, how));
}
if ('every page is valid HTML'.includes(wanted)) {
  await told('every page is valid HTML', {}, async ({ member, visitor }) => {
    const documents = [];
    const [ada, anyone] = [await member('ada'), await visitor()];
    for (const path of await pagesOf(ada)) {
      for (const [who, page] of [['ada', ada], ['a visitor', anyone]]) {
        for (const lang of ['en', 'ar']) {
          const answer = await page.request.get(path, { headers: { 'accept-language': lang } });
          if (answer.headers()['content-type']?.startsWith('text/html')) documents.push([`${path} in ${lang} for ${who}`, await answer.text()]);
        }
      }
    }
    assert(documents.length > 40, 'Too few pages were found.');
    assert.deepEqual(invalid(documents), []);
  });
}
if ('a first visit of the list is light and nothing jumps'.includes(wanted)) {
  await told('a first visit of the list is light and nothing jumps', {}, async () => {
    for (const path of ['/', '/proposals']) {
      const { bytes, requests, jumps } = await firstVisit(browser, path);
      console.log(`      ${path}: ${(bytes / 1024).toFixed(1)} kB in ${requests} requests, layout shift ${jumps.toFixed(3)}`);
      assert(bytes <= 40 * 1024 && requests <= 6 && jumps === 0, `${path} takes ${bytes} bytes in ${requests} requests and shifts by ${jumps}.`);
    }
  });
}
await browser.close();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed ? 1 : 0);
