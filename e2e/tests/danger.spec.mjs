// Danger that must be seen: markers that do not scroll away, and a warning from the programme that reaches people.

import { axe, expect, signInAs, test } from './support.mjs';

/** Another person takes the chair. */
async function change(page, persona) {
  await page.context().clearCookies();
  await signInAs(page, persona);
}

/** Presses the label of an answer, as a thumb does. */
async function choose(page, name, value) {
  const input = page.locator(`input[name="${name}"][value="${value}"]`);
  await page.locator(`label[for="${await input.getAttribute('id')}"]`).click();
  await expect(input).toBeChecked();
}

/** A case of tonight, with signs of deadly danger; its address. */
async function report(page, mark) {
  await signInAs(page, 'patrol');
  await page.goto('/report/new');
  await page.fill('[name="victim_family"]', `${mark}ая`);
  await page.fill('[name="victim_given"]', 'Вера');
  await page.fill('[name="perpetrator_family"]', `${mark}ый`);
  await page.fill('[name="perpetrator_given"]', 'Игорь');
  await choose(page, 'act_physical_assault', 'yes');
  await choose(page, 'strangulation', 'yes');
  await choose(page, 'children', 'no');
  await choose(page, 'item.lap-11.1', 'yes');
  await choose(page, 'item.lap-11.2', 'yes');
  await choose(page, 'order', 'by.protective_order');
  await choose(page, 'consent', 'given');
  await choose(page, 'contact_channel', 'call');
  await page.fill('[name="contact_value"]', '+375 29 000-00-21');
  await page.fill('[name="contact_never"]', 'Не звонить вечером');
  await page.click('button[value="send"]');
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]+\/followed/);
  return /\/cases\/[0-9a-f-]+/.exec(page.url())[0];
}

test('rk10: signs of deadly danger stay in sight to the end of a real case page', async ({ page }, info) => {
  test.setTimeout(120_000);
  const case_ = await report(page, info.project.name === 'phone' ? 'Маркерн' : 'Приметн');
  await page.goto(case_);
  const markers = page.locator('section.markers');
  for (const word of ['strangulation', 'weapon', 'threat to kill']) await expect(markers).toContainText(word);
  const tall = await page.evaluate(() => document.documentElement.scrollHeight / window.innerHeight);
  expect(tall, 'the page is longer than its window').toBeGreaterThan(2);
  for (const part of [0.25, 0.5, 0.75, 1]) {
    await page.evaluate((share) => window.scrollTo(0, document.documentElement.scrollHeight * share), part);
    await expect(markers.locator('h2'), `in sight at ${part} of the page`).toBeInViewport({ ratio: 1 });
    for (const item of await markers.locator('li').all()) await expect(item).toBeInViewport({ ratio: 0.9 });
    // Nothing lies over it.
    const covered = await markers.locator('h2').evaluate((element) => {
      const box = element.getBoundingClientRect();
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return !element.closest('.markers').contains(top);
    });
    expect(covered).toBe(false);
  }
  // VS1: what must never be done stands in the box of the safe contact.
  await expect(page.locator('.safe-contact .safe-never')).toContainText('Не звонить вечером');
});

test('rk6: the history of two people stands before the first question', async ({ page }, info) => {
  test.setTimeout(120_000);
  const mark = info.project.name === 'phone' ? 'Прежн' : 'Давн';
  await report(page, mark);
  await page.goto('/report/new');
  await page.fill('[name="victim_family"]', `${mark}ая`);
  await page.fill('[name="victim_given"]', 'Вера');
  await page.locator('button[value="look-up"]').click();
  await page.locator('button[value^="use.victim."]').first().click();
  const history = page.locator('#history');
  await expect(history).toContainText('strangulation');
  const before = await history.evaluate((element) => {
    const first = document.querySelector('[name="act_rape"], [name="safe_to_talk"]');
    return Boolean(element.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  expect(before, 'the history comes before what is asked of tonight').toBe(true);
  await axe(page);
});

test('of3: danger rising in a session is one tap and reaches the advocate and the police', async ({ page }) => {
  test.setTimeout(120_000);
  await signInAs(page, 'programme');
  await page.goto('/programme');
  // A file of the district where the police of this test sit.
  await page.locator('main a[href^="/programme/"]', { hasText: /^KOB-/ }).first().click();
  const case_ = page.url().split('/').pop();
  const words = await page.locator('body').textContent();
  await page.locator('a.danger').click();
  await expect(page.locator('input[name="danger_rising"][value="yes"]')).toBeChecked();
  await axe(page);
  await page.locator('main form button').last().click();
  await expect(page).toHaveURL(/\/(programme|cases)\//);
  expect(words, 'the programme does not learn how she is reached').not.toMatch(/Safe contact|Code word|Who may pick up/);
  const warning = /programme sees the danger rise/;
  for (const [persona, list] of [
    ['dv_unit', '/?state=alerts'],
    ['advocate', '/?state=told'],
  ]) {
    await change(page, persona);
    await page.goto(list);
    const row = page.locator('li.work-item', { has: page.locator(`a[href="/cases/${case_}"]`), hasText: warning });
    await expect(row.first(), `${persona} hears of it`).toBeVisible();
  }
});
