// How a case and a list read where space is short, where pages are magnified, and on paper.

import { expect, fitsWidth, signInAs, test } from './support.mjs';

/** Opens the first case of the list and answers its address. */
async function openCase(page) {
  await page.goto('/cases');
  const first = page.locator("main td a[href^='/cases/']").first();
  const href = await first.getAttribute('href');
  await page.goto(href);
  return href;
}

test('a case begins with how to reach her, the danger, the end of the order and what is owed', async ({ page }) => {
  await signInAs(page, 'dv_unit');
  await openCase(page);
  const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
  const tops = [];
  for (const selector of ['.safe-contact', '.glance', '#duties', '#orders', '#chronicle', '#sharing']) {
    tops.push(await top(selector));
  }
  expect(tops).toEqual([...tops].sort((one, other) => one - other));
  expect(await page.locator('#chronicle > .chronicle > li').count()).toBeLessThanOrEqual(10);
  expect(await page.locator('#sharing > .told-list > li').count()).toBeLessThanOrEqual(10);
  await expect(page.locator('#duties > .duties .work-closed')).toHaveCount(0);
});

test('on paper the safe contact comes last, after a warning', async ({ page }) => {
  await signInAs(page, 'dv_unit');
  await openCase(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.paper-head')).toBeVisible();
  const sharing = await page.locator('#sharing').boundingBox();
  const contact = await page.locator('.safe-contact').boundingBox();
  expect(contact.y).toBeGreaterThanOrEqual(sharing.y + sharing.height);
});

test('at four hundred per cent nothing sticks and nothing is cut off', async ({ page }) => {
  await signInAs(page, 'dv_unit');
  await page.setViewportSize({ width: 320, height: 256 });
  for (const path of ['/', '/cases', await openCase(page)]) {
    await page.goto(path);
    await fitsWidth(page);
    const sticky = await page.$$eval('main *', (all) =>
      all.filter((one) => ['sticky', 'fixed'].includes(getComputedStyle(one).position)).map((one) => one.className),
    );
    expect(sticky, path).toEqual([]);
  }
});

test('a word without a break stays inside the page', async ({ page }) => {
  await signInAs(page, 'dv_unit');
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [path, selector] of [['/', '.people'], ['/cases', '.people'], [await openCase(page), '.case-line strong']]) {
    await page.goto(path);
    await page.locator(selector).first().evaluate((name) => {
      name.textContent = 'Длиннаяфамилиябезединогопробела'.repeat(4);
    });
    await fitsWidth(page);
  }
});
