import { axe, expect, fitsWidth, signInAs, test } from './support.mjs';

const PERSONAS = [
  'patrol',
  'dv_unit',
  'clinician',
  'school',
  'social',
  'advocate',
  'programme',
  'prosecutor',
  'coordinator',
  'supervisor',
  'administrator',
];

for (const persona of PERSONAS) {
  test(`every page of ${persona} is accessible, fits, and speaks both languages`, async ({ page }) => {
    test.setTimeout(180_000);
    await signInAs(page, persona);
    const paths = await page.$$eval('nav.nav a', (links) => links.map((link) => link.getAttribute('href')));
    expect(paths.length).toBeGreaterThan(0);
    for (const list of ['/cases', '/programme', '/notices']) {
      if (!paths.includes(list)) continue;
      await page.goto(list);
      const found = await page.$$eval('main a', (links) => links.map((link) => link.getAttribute('href')));
      const first = found.find((href) => href.startsWith(`${list}/`));
      if (first) paths.push(first);
    }
    const duty = await page.goto('/').then(() =>
      page.$$eval('main a[href*="/duties/"]', (links) => links.map((link) => link.getAttribute('href')).slice(0, 1)),
    );
    for (const path of [...paths, ...duty, '/about']) {
      const answer = await page.goto(path);
      expect(answer.status(), path).toBe(200);
      expect(await page.content(), `${path} lacks a text`).not.toContain('⟦');
      await fitsWidth(page);
      await axe(page);
    }
    await page.context().addCookies([{ name: 'abri_language', value: 'ru', url: process.env.ABRI_URL }]);
    for (const path of [...paths, ...duty, '/about']) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
      expect(await page.content(), `${path} lacks a text in Russian`).not.toContain('⟦');
      await fitsWidth(page);
    }
  });
}
