// Passwords in an installation: the one-time password leads to its own change and to nothing else before.

import { startInstallation } from '../demo.mjs';
import { axe, expect, fitsWidth, SIGN_IN, test as base } from './support.mjs';

const SOUND = 'сорока несёт чайник';

/** An installation of its own: nobody in the demonstration has a password. */
const test = base.extend({
  installation: [
    async ({}, use) => {
      const installation = await startInstallation();
      await use(installation);
      await installation.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ installation }, use) => use(installation.url),
});

/** Sets a one-time password and signs in with it. */
async function enter(page, installation, login) {
  const [password] = (await installation.run('password', login)).split('\n');
  await signIn(page, login, password);
  return password;
}

async function signIn(page, login, password) {
  await page.goto(SIGN_IN);
  await page.locator('#f-user').fill(login);
  await page.locator('#f-password').fill(password);
  await page.locator('form[action="/sign-in"] button').click();
}

async function change(page, present, wanted, repeated = wanted) {
  await page.locator('#f-present').fill(present);
  await page.locator('#f-wanted').fill(wanted);
  await page.locator('#f-repeated').fill(repeated);
  await page.locator('form[action="/password"] button').click();
}

test('a one-time password opens nothing but its own change', async ({ page, installation }) => {
  const password = await enter(page, installation, 'i.primerny');
  await expect(page).toHaveURL(/\/password$/);
  await expect(page.locator('nav.nav')).toHaveCount(0);
  for (const path of ['/', '/report/new', '/look-up', '/cases', '/escalations', '/audit', '/session', '/about']) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(303);
    expect(answer.headers().location, path).toBe('/password');
  }
  const csrf = await page.locator('form[action="/password"] input[name="csrf"]').inputValue();
  const sent = await page.request.post('/look-up', { form: { csrf, surname: 'x' }, maxRedirects: 0 });
  expect(sent.headers().location).toBe('/password');

  await change(page, password, 'password12345678');
  await expect(page.locator('#errors')).toBeVisible();
  await expect(page.locator('#f-wanted')).toHaveAttribute('aria-invalid', 'true');
  for (const field of ['present', 'wanted', 'repeated']) await expect(page.locator(`#f-${field}`)).toHaveValue('');

  await change(page, password, SOUND);
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator('.flash-done')).toBeVisible();
  await page.goto('/cases');
  await expect(page).toHaveURL(/\/cases$/);
});

test('the change is in the menu, ends the other sessions, and is accessible in both languages', async ({
  page,
  browser,
  baseURL,
  installation,
}) => {
  const password = await enter(page, installation, 'e.vymyslova');
  await axe(page);
  await change(page, password, SOUND);
  const elsewhere = await browser.newContext({ baseURL });
  const other = await elsewhere.newPage();
  await signIn(other, 'e.vymyslova', SOUND);
  await expect(other).toHaveURL(/\/$/);

  await page.locator('details.settings summary').click();
  await page.locator('details.settings a[href="/password"]').click();
  for (const [language, colorScheme] of [['en', 'light'], ['ru', 'dark']]) {
    await page.context().addCookies([{ name: 'abri_language', value: language, url: baseURL }]);
    await page.emulateMedia({ colorScheme });
    await page.goto('/password');
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    expect(await page.content()).not.toContain('⟦');
    await axe(page);
    await fitsWidth(page);
  }
  await change(page, 'not that one', 'семь раз отмерь, один раз');
  await expect(page.locator('#f-present')).toHaveAttribute('aria-invalid', 'true');
  await axe(page);
  await change(page, SOUND, 'семь раз отмерь, один раз');
  await expect(page.locator('.flash-done')).toBeVisible();
  await other.goto('/cases');
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();
});

test('works without script', async ({ browser, baseURL, installation }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  const password = await enter(page, installation, 'o.nastroykin');
  await change(page, password, SOUND, 'something else entirely');
  await expect(page.locator('#f-repeated')).toHaveAttribute('aria-invalid', 'true');
  await change(page, password, SOUND);
  await expect(page).toHaveURL(/\/audit$/);
  await expect(page.locator('.flash-done')).toBeVisible();
  await context.close();
});
