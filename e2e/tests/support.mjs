// What every specification needs: a watched page, signing in, and the accessibility scan.

import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';

import { SIGN_IN } from '../demo.mjs';

export { expect, SIGN_IN };

/** Conformance levels A and AA of WCAG 2.0, 2.1 and 2.2. */
const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Playwright's `test` with a watch over every page: no request may leave the program's own address, no
 * script may fail, and the content security policy may not have been offended.
 *
 * `offences` is the list so far; a test may read it, and may empty it when it provoked an offence itself.
 */
export const test = base.extend({
  // Known only once the program has started, which is after the configuration was read.
  baseURL: async ({}, use) => use(process.env.ABRI_URL),

  offences: [
    async ({ context, baseURL }, use) => {
      const offences = [];
      const home = new URL(baseURL).origin;
      context.on('request', (request) => {
        const url = new URL(request.url());
        const inside = url.origin === home || ['data:', 'blob:', 'about:'].includes(url.protocol);
        if (!inside) offences.push(`request to ${url.origin}`);
      });
      context.on('weberror', (error) => offences.push(`script error: ${error.error().message}`));
      context.on('console', (message) => {
        if (/content.security.policy/i.test(message.text())) offences.push(message.text());
      });
      await use(offences);
      expect(offences, 'nothing leaves the program, fails, or offends its security policy').toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in as one of the demonstration's people and waits until the sign-in page is left. */
export async function signInAs(page, persona) {
  await page.goto(SIGN_IN);
  await page.locator(`[data-persona="${persona}"]`).click();
  await expect(page.locator('[data-persona]'), `${persona} is signed in`).toHaveCount(0);
}

/**
 * Asserts that the page as it stands violates none of the accessibility rules.
 *
 * The window is made as tall as the page for the scan: the bar that sticks to the bottom lies over whatever happens to
 * be under it at this moment, and a target half under it counts as too small though a touch of scrolling frees it.
 */
export async function axe(page) {
  const window = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: window.width, height: Math.max(window.height, height + 200) });
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_TAGS).analyze();
  await page.setViewportSize(window);
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.target.join(' ')).join('\n  ')}`,
  );
  expect(told, `accessibility of ${page.url()}`).toEqual([]);
}

/** Asserts that nobody has to scroll sideways (WCAG 1.4.10, reflow). */
export async function fitsWidth(page) {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, `${page.url()} is wider than its window`).toBeLessThanOrEqual(window);
}
