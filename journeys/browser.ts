import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, expect, type Page, type Route } from '@playwright/test';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
// The package's own arguments are for one page in one process, with the web's security off; ours are not.
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];

const PROBE = '**/assets/probe';

/** A browser for one test file: the system's Chromium when there is one, else the one that comes as a package. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ARGS });
  after(() => browser.close());
  return browser;
}

let found: Promise<string> | null = null;

/** The browser’s program; unpacked once a test file, so first asked for outside of any test. */
export function findBrowser(): Promise<string> {
  const own = process.env['CHROMIUM'] ?? SYSTEM.find((path) => existsSync(path));
  found ??= own === undefined ? unpackBrowser() : Promise.resolve(own);
  return found;
}

/** A phone's browser, whose storage lies in a folder and outlives it: opened again on the same folder, it is the same phone. */
export async function openPhone(
  folder: string,
  address: string,
  more: readonly string[] = [],
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: await findBrowser(),
    args: [...ARGS, ...more],
    baseURL: address,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
}

/** The packaged one unpacks itself into the temporary folder, so it gets one of its own that goes with it. */
async function unpackBrowser(): Promise<string> {
  const { default: packaged } = await import('@sparticuz/chromium');
  const before = process.env['TMPDIR'];
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-browser-'));
  process.env['TMPDIR'] = folder;
  after(() => rm(folder, { recursive: true, force: true }));
  try {
    return await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** A person's own browser window; what the page reports as broken is gathered in `faults`. */
export async function openWindow(
  browser: Browser,
  address: string,
  viewport = { width: 1366, height: 768 },
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({
    baseURL: address,
    viewport,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  // A refused script, style or request to another host is told as an error of the console.
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused/.test(message.text()))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'blob:' && url.protocol !== 'data:' && url.origin !== address)
      faults.push(`foreign request: ${request.url()}`);
  });
  return { context, page, faults };
}

/**
 * Answers the page's requests to `url` instead of the server until they are unrouted. Chromium says that it holds requests
 * before an open page does, so a busy machine let one more through: a probe is asked until it is held.
 */
export async function intercept(page: Page, url: string, answer: (route: Route) => unknown): Promise<void> {
  await page.route(url, answer);
  if (page.url() === 'about:blank') return;
  await page.route(PROBE, (route) => route.fulfill({ body: 'held' }));
  const probe = () => page.evaluate(async (address) => (await fetch(address)).text(), PROBE.slice(2));
  await expect.poll(probe, { message: 'the browser holds requests' }).toBe('held');
  await page.unroute(PROBE);
}

/** What axe finds serious or critical, as rule and place. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')}`));
}
