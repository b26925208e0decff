// Photographs every page as every person of the demonstration, in both shapes, light and dark.
//
//   node shots.mjs [--out FOLDER] [--persona KEY]... [--route NAME]... [--light]
//
// routes.json lists the pages: "public" before signing in, "everyone" for each person, "personas" for one
// person by key. A page whose address is not known beforehand is reached from another one by "follow", a CSS
// selector of the link to take: { "name": "case", "path": "/cases", "follow": "main a[href^='/cases/']" }.

import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { launchOptions, shapes } from './browser.mjs';
import { SIGN_IN, startDemo } from './demo.mjs';

const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '../target/shots') },
    persona: { type: 'string', multiple: true },
    route: { type: 'string', multiple: true },
    light: { type: 'boolean', default: false },
  },
});

const routes = JSON.parse(await readFile(join(import.meta.dirname, 'routes.json'), 'utf8'));
const faults = [];
let taken = 0;

const demo = process.env.ABRI_URL
  ? { url: process.env.ABRI_URL, stop: async () => {} }
  : await startDemo();
const browser = await chromium.launch(launchOptions());
try {
  for (const shape of Object.values(shapes)) {
    for (const colorScheme of options.light ? ['light'] : ['light', 'dark']) {
      await photographAll(shape, colorScheme);
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}
console.log(`${taken} screenshots in ${resolve(options.out)}`);
for (const fault of faults) console.error(`fault: ${fault}`);
process.exitCode = faults.length > 0 || taken === 0 ? 1 : 0;

async function photographAll(shape, colorScheme) {
  const look = { ...shape, colorScheme, reducedMotion: 'reduce', baseURL: demo.url, timezoneId: 'Europe/Minsk' };
  const keys = await withPage(look, async (page) => {
    if (!options.persona) await photograph(page, 'public', routes.public, look);
    await page.goto(SIGN_IN);
    return page.locator('[data-persona]').evaluateAll((buttons) => buttons.map((button) => button.dataset.persona));
  });
  for (const key of keys) {
    if (options.persona && !options.persona.includes(key)) continue;
    await withPage(look, async (page) => {
      await page.goto(SIGN_IN);
      await page.locator(`[data-persona="${key}"]`).click();
      await page.locator('[data-persona]').first().waitFor({ state: 'detached' });
      await photograph(page, key, [...routes.everyone, ...(routes.personas[key] ?? [])], look);
    });
  }
}

async function withPage(look, work) {
  const context = await browser.newContext(look);
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

async function photograph(page, persona, list, { viewport, colorScheme }) {
  const folder = join(options.out, persona);
  await mkdir(folder, { recursive: true });
  for (const { name, path, follow } of list) {
    if (options.route && !options.route.includes(name)) continue;
    const label = `${persona}/${name}-${viewport.width}-${colorScheme}`;
    try {
      let response = await page.goto(path);
      if (follow) {
        const link = page.locator(follow).first();
        response = await page.goto((await link.getAttribute('href', { timeout: 5000 })) ?? '');
      }
      if (!response?.ok()) faults.push(`${label}: status ${response?.status()}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) faults.push(`${label}: ${wide} px wider than the window`);
      await page.screenshot({ path: join(options.out, `${label}.png`), fullPage: true });
      taken += 1;
    } catch (error) {
      faults.push(`${label}: ${error.message.split('\n')[0]}`);
    }
  }
}
