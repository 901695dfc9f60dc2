// The browser, the people in it, and what must hold on every page they see.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const base = process.env.BASE_URL;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The ways a page is looked at, besides plainly. */
export const looks = {
  'in light colours': { colorScheme: 'light' },
  'in dark colours': { colorScheme: 'dark' },
  'in forced colours': { forcedColors: 'active' },
  'at 320 px': { viewport: { width: 320, height: 640 } },
  'at 200 %': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  'in German': { locale: 'de-DE' },
  'from right to left': { locale: 'ar' },
  'from right to left at 320 px': { locale: 'ar', viewport: { width: 320, height: 640 } },
};

export function launch() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = places.find((place) => place && existsSync(place));
  assert(executablePath, 'No Chromium here. On Debian: apt-get install chromium');
  return chromium.launch({ executablePath, args: ['--font-render-hinting=none'] });
}

const errors = new WeakMap();

/** A person's own browser window: nothing shared with anyone else's. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({
    baseURL: base, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce', viewport: { width: 1280, height: 800 }, ...options,
  });
  context.setDefaultTimeout(5_000);
  const page = await context.newPage();
  const said = [];
  errors.set(page, said);
  page.on('pageerror', (error) => said.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    // Chromium also complains of the page itself when it is a 404 or a 422, which is for the journey to judge.
    const ofThePage = message.text().startsWith('Failed to load resource') && message.location().url === page.url();
    if (message.type() === 'error' && !ofThePage) said.push(`console: ${message.text()}`);
  });
  options.javaScriptEnabled === false && scriptless.set(page, { browser, options });
  return page;
}

/** Fails unless the page is as every page must be. */
export async function sound(page) {
  const faults = [...await axe(page), ...await sideways(page), ...errors.get(page)];
  assert.deepEqual(faults, [], `${page.url()} has faults:\n  ${faults.join('\n  ')}\n`);
}

export const consoleErrors = (page) => errors.get(page);

const scriptless = new WeakMap();

/** What axe finds, one line each. The page's own content security stays in force: axe comes in through the debugger. */
export async function axe(page) {
  if (scriptless.has(page)) return axeOnCopy(page);
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), standards);
  return violations.map(({ id, help, nodes }) => {
    const [first] = nodes;
    const why = [...first.any, ...first.all, ...first.none][0]?.message ?? '';
    return `axe ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')} (${nodes.length}). ${why}`;
  });
}

// Without JavaScript axe cannot run either. It gets what the page has become, in a window where only the page's scripts do not run.
async function axeOnCopy(page) {
  const { browser, options } = scriptless.get(page);
  const copy = await open(browser, { ...options, javaScriptEnabled: true });
  const html = (await page.content()).replace(/<\/?noscript>/g, '');
  await copy.route(page.url().replace(/#.*/, ''), (route) => route.fulfill({
    contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': "script-src 'none'" }, body: html,
  }));
  try {
    await copy.goto(page.url());
    return await axe(copy);
  } finally {
    await copy.context().close();
  }
}

/** A page never scrolls sideways; only a table or a code block within it may. */
export async function sideways(page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const sticking = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > room + 1);
    return sticking.slice(0, 3).map((it) => it.tagName.toLowerCase() + (it.className && `.${it.className}`)).join(', ') || 'the page';
  });
  return wide === null ? [] : [`scrolls sideways, because of ${wide}`];
}

/** Presses Tab until the element has the focus. Fails when it is not reached in 100 presses. */
export async function tabTo(page, element) {
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    if (await element.evaluate((it) => it === document.activeElement)) return;
  }
  assert.fail(`The keyboard does not reach ${element}.`);
}

/** Whether the focused element looks different from when it is not focused. */
export async function focusIsSeen(page, element) {
  const box = await element.boundingBox();
  const clip = { x: Math.max(0, box.x - 8), y: Math.max(0, box.y - 8), width: box.width + 16, height: box.height + 16 };
  const focused = await page.screenshot({ clip, animations: 'disabled' });
  await element.evaluate((it) => it.blur());
  const plain = await page.screenshot({ clip, animations: 'disabled' });
  await element.focus();
  return !focused.equals(plain);
}

/** What the Nu HTML checker finds in these documents, `[name, html]`, one line each. */
export function invalid(documents) {
  const folder = mkdtempSync(join(tmpdir(), 'cowpath-html-'));
  try {
    const names = new Map(documents.map(([name, html], n) => {
      const file = join(folder, `${n}.html`);
      writeFileSync(file, html);
      return [`file:${file}`, name];
    }));
    const jar = join(createRequire(import.meta.url).resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');
    const ran = spawnSync('java', ['-Xss4m', '-jar', jar, '--format', 'json', '--errors-only', folder], { maxBuffer: 1 << 28 });
    assert(!ran.error, `No Java here. On Debian: apt-get install default-jre-headless. ${ran.error ?? ''}`);
    const { messages } = JSON.parse(ran.stderr.toString());
    const faults = new Map(); // The same fault stands on many pages: once is enough to mend it.
    for (const { url, lastLine, message, extract } of messages) {
      const kind = message.replace(/“[^”]*”/g, '“…”');
      if (!faults.has(kind)) faults.set(kind, `${names.get(url) ?? url}, line ${lastLine}: ${message} In: ${extract}`);
    }
    return [...faults.values()];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a first visit of a page takes: bytes over the wire, requests, and how much of it jumps while it loads. */
export async function firstVisit(browser, path) {
  const page = await open(browser);
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  let bytes = 0;
  const asked = new Set();
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => request.url.startsWith('http') && asked.add(requestId));
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  const jumps = await page.evaluate(() => new Promise((tell) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => tell(sum), 200);
  }));
  await page.context().close();
  return { bytes, requests: asked.size, jumps };
}
