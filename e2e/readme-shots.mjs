// Makes the pictures of the README into docs/screenshots: `node readme-shots.mjs`, after `cargo build`.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

import { launchOptions } from './browser.mjs';
import { SIGN_IN, startDemo } from './demo.mjs';

const out = join(import.meta.dirname, '../docs/screenshots');
await mkdir(out, { recursive: true });
const demo = await startDemo();
const browser = await chromium.launch(launchOptions());
const look = { baseURL: demo.url, locale: 'en-GB', timezoneId: 'Europe/Minsk', reducedMotion: 'reduce' };

async function page(persona, width, height) {
  const context = await browser.newContext({ ...look, viewport: { width, height } });
  const page = await context.newPage();
  await page.goto(SIGN_IN);
  await page.locator(`[data-persona="${persona}"]`).click();
  await page.waitForURL((url) => url.pathname !== SIGN_IN);
  return page;
}

/** Presses the label of an answer. */
async function choose(page, name, value) {
  const id = await page.locator(`input[name="${name}"][value="${value}"]`).getAttribute('id');
  await page.locator(`label[for="${id}"]`).click();
}

try {
  const work = await page('dv_unit', 1280, 900);
  await work.screenshot({ path: join(out, 'work.png') });

  await work.goto('/cases');
  await work.locator('main a[href^="/cases/"]:not([href*="?"])').first().click();
  await work.screenshot({ path: join(out, 'case.png') });

  const phone = await page('patrol', 360, 740);
  await phone.goto('/report/new');
  await phone.fill('[name="victim_family"]', 'Образцовская');
  await phone.fill('[name="victim_given"]', 'Ирина');
  await phone.fill('[name="perpetrator_family"]', 'Образцовский');
  await choose(phone, 'strangulation', 'yes');
  await phone.locator('#group-strangulation').scrollIntoViewIfNeeded();
  await phone.screenshot({ path: join(out, 'phone-report.png') });
  await choose(phone, 'children', 'no');
  await choose(phone, 'own_estimate', 'killed');
  await choose(phone, 'order', 'by.protective_order');
  await choose(phone, 'consent', 'given');
  await phone.setViewportSize({ width: 1280, height: 900 });
  await phone.click('button[value="send"]');
  await phone.waitForURL(/followed/);
  await phone.screenshot({ path: join(out, 'report.png') });
} finally {
  await browser.close();
  await demo.stop();
}
