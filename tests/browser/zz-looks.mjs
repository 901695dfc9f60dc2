import { launch, open } from './lib.mjs';
import { signIn, the } from './people.mjs';
const only = process.argv[2] ?? '';
const out = '/tmp/looks';
const sizes = { d: { viewport: { width: 1280, height: 800 } }, p: { viewport: { width: 390, height: 844 } } };
const go = (path) => (page) => page.goto(path);
let edited = 0;
const scenes = {
  home: [null, go('/')], homein: ['mira', go('/')], list: ['mira', go('/proposals')],
  proposal: ['mira', go('/proposals?sort=top'), async (page) => { await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click(); await page.waitForURL('**/t/**'); }],
  proposalout: [null, go('/proposals?sort=top'), async (page) => { await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click(); await page.waitForURL('**/t/**'); }],
  discussions: [null, go('/discussions')],
  discussion: ['mira', go('/discussions'), async (page) => { await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click(); await page.waitForURL('**/t/**'); }],
  signin: [null, go('/sign-in')],
  signup: [null, go('/sign-up'), async (page) => { await page.evaluate(() => document.querySelectorAll('form').forEach((f) => { f.noValidate = true; })); await page.getByRole('main').getByRole('button').last().click(); await page.locator('[aria-invalid=true]').first().waitFor(); }],
  profile: ['mira', go('/settings/profile')],
  token: ['mira', go('/settings/tokens'), async (page) => { await page.getByRole('main').getByRole('textbox').first().fill('Weekly report'); await page.getByRole('checkbox').first().check(); await page.getByRole('button', { name: 'Make the token' }).click(); await page.waitForTimeout(300); }],
  adminsettings: ['ada', go('/admin/settings')], adminpeople: ['ada', go('/admin/people')], adminboards: ['ada', go('/admin/boards')], admininv: ['ada', go('/admin/invitations')],
  api: [null, go('/developers/api')], lost: [null, go('/no/such')], empty: [null, go('/proposals?status=duplicate&tag=inbox')],
  vote: ['mira', go('/t/12/vote')], status: ['tomas', go('/t/12/status')],
  compose: ['mira', go('/proposals/new')],
  revisions: ['ada', async (page) => { edited += 1; await page.goto('/t/12/edit'); await (await the(page, 'textbox', /details|text/i)).evaluate((it, n) => { it.value += `\n\nOne more line, the ${n}th, *with* words.`; }, edited); await page.getByRole('button', { name: 'Save' }).click(); await page.waitForURL((u) => !u.pathname.endsWith('/edit')); await page.goto('/t/12/revisions'); }],
  account: ['mira', go('/settings/account')], tags: [null, go('/tags')], person: [null, go('/people/mira')],
};
const browser = await launch();
for (const [size, options] of Object.entries(sizes)) for (const colorScheme of (process.env.SCHEMES ?? 'light,dark').split(',')) {
  const pages = {};
  for (const [name, [who, ...steps]] of Object.entries(scenes)) {
    if (only && !only.split(',').includes(name)) continue;
    try {
      if (!pages[who]) { pages[who] = await open(browser, { ...options, colorScheme }); if (who) await signIn(pages[who], who); }
      for (const step of steps) await step(pages[who]);
      await pages[who].evaluate(() => document.activeElement?.blur());
      await pages[who].screenshot({ path: `${out}/${name}-${size}-${colorScheme}.png`, fullPage: !['api'].includes(name), animations: 'disabled' });
    } catch (error) { console.log(name, size, String(error).slice(0, 400)); }
  }
  for (const page of Object.values(pages)) await page.context().close();
}
await browser.close();
