// The screenshots of the documentation: tests/browser/run shots.mjs. Small enough to keep in the repository.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, open } from './lib.mjs';
import { signIn } from './people.mjs';

const folder = fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};
const scenes = {
  list: (page) => page.goto('/proposals'),
  roadmap: (page) => page.goto('/roadmap'),
  paved: (page) => page.goto('/changelog'),
  search: (page) => page.goto('/search?q=news'),
  async proposal(page) {
    await page.goto('/proposals?sort=top');
    await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
    await page.waitForURL('**/t/**');
  },
  async compose(page) {
    await page.goto('/proposals/new');
    await page.getByRole('main').getByRole('textbox').nth(0).fill('Put a conversation away until Monday');
    await page.getByRole('main').getByRole('textbox').nth(1).fill('Every Friday I read forty threads that wait.');
    await page.evaluate(() => document.activeElement.blur());
    await page.waitForLoadState('networkidle');
  },
};

mkdirSync(folder, { recursive: true });
const browser = await launch();
const looks = Object.entries(sizes).flatMap(([size, options]) => [
  [`${size}-light`, { ...options, colorScheme: 'light' }],
  [`${size}-dark`, { ...options, colorScheme: 'dark' }],
]);
looks.push(['desktop-arabic', { ...sizes.desktop, locale: 'ar' }], ['phone-german', { ...sizes.phone, locale: 'de-DE' }]);
for (const [look, options] of looks) {
  const page = await open(browser, options);
  await signIn(page, 'mira');
  for (const [scene, arrange] of Object.entries(scenes)) {
    await arrange(page);
    await page.evaluate(() => window.scrollTo(0, 0));
    const path = `${folder}/${scene}-${look}.png`;
    await page.screenshot({ path, animations: 'disabled' });
    // As few colours as the eye allows: a quarter of the size.
    const squeezed = spawnSync('pngquant', ['--force', '--strip', '--speed', '1', '--quality', '70-95', '--output', path, path]);
    assert.equal(squeezed.status, 0, squeezed.error ? 'No pngquant here. On Debian: apt-get install pngquant' : `${squeezed.stderr}`);
    console.log(path);
  }
  await page.context().close();
}
await browser.close();
