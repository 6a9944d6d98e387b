import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDocs } from '../codegen/docs/build.ts';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  const document = fileURLToPath(new URL('../asyncapi.yaml', import.meta.url));
  folder = dirname(buildDocs({ document, outDir: mkdtempSync(join(tmpdir(), 'agentwire-docs-')) }));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page from disk; what it asked of the network, what went wrong, and its links that lead nowhere. */
async function open(name: string, readySelector: string) {
  const page = await browser.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.waitForSelector(readySelector, { state: 'attached' });
  const lost = await page.$$eval('main a[href^="#"]', (links) =>
    links.map((link) => link.getAttribute('href') ?? '').filter((href) => !document.getElementById(href.slice(1))),
  );
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.close();
  return { requests, errors, lost, overflow: width };
}

test('every page opens from disk, without network, errors or dead anchors', async () => {
  const pages = readdirSync(folder).filter((name) => name.endsWith('.html') && name !== 'document.html');
  expect(pages.length).toBeGreaterThan(5);
  for (const name of pages) {
    expect(await open(name, 'h1'), name).toEqual({ requests: [], errors: [], lost: [], overflow: 0 });
  }
}, 60_000);

test('the AsyncAPI document is rendered', async () => {
  const { requests, errors } = await open('document.html', '#asyncapi h1');
  expect({ requests, errors }).toEqual({ requests: [], errors: [] });
}, 60_000);
