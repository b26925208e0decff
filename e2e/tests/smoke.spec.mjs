import { axe, expect, fitsWidth, SIGN_IN, test } from './support.mjs';

test.describe('the sign-in page', () => {
  test('is where a person who is not signed in arrives', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(new RegExp(`${SIGN_IN}(\\?|$)`));
    await expect(page).toHaveTitle(/\S/);
    await expect(page.locator('html')).toHaveAttribute('lang', /^[a-z]{2}/);
    await expect(page.locator('[data-persona]').first()).toBeVisible();
  });

  test('has no accessibility violations and fits its window', async ({ page }) => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.goto(SIGN_IN);
      await axe(page);
      await fitsWidth(page);
    }
  });

  test('allows scripts and styles of its own only', async ({ page }) => {
    const complaints = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    const response = await page.goto(SIGN_IN);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
  });

  test('signs in by keyboard alone', async ({ page }) => {
    await page.goto(SIGN_IN);
    const first = page.locator('[data-persona]').first();
    await expect(first).toBeVisible();
    const reached = () => first.evaluate((button) => button === document.activeElement);
    for (let presses = 0; presses < 60 && !(await reached()); presses += 1) {
      await page.keyboard.press('Tab');
    }
    await expect(first).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-persona]')).toHaveCount(0);
  });

  test('works without script', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(SIGN_IN);
    await page.locator('[data-persona]').first().click();
    await expect(page.locator('[data-persona]')).toHaveCount(0);
    await context.close();
  });
});
