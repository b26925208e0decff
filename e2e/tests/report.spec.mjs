// The report from the scene: nothing typed is lost, nothing is filed on the wrong person, nothing is sent twice.

import { axe, expect, fitsWidth, signInAs, test } from './support.mjs';

/** Presses the label of an answer, as a thumb does. */
async function choose(page, name, value) {
  const input = page.locator(`input[name="${name}"][value="${value}"]`);
  await page.locator(`label[for="${await input.getAttribute('id')}"]`).click();
  await expect(input).toBeChecked();
}

/** Presses a button that sends the form, and waits for the page that answers. */
const press = (page, act) =>
  Promise.all([page.waitForEvent('domcontentloaded'), page.locator(`button[value${act}]:visible`).last().click()]);
const sent = (page) => expect(page).toHaveURL(/\/cases\/[0-9a-f-]+\/followed/);
const caseOf = (page) => /\/cases\/[0-9a-f-]+/.exec(page.url())[0];

let serial = 0;
/** A surname, and a year of birth that goes with it, which nobody else in the run has: alike names are asked about. */
function surname(info) {
  serial += 1;
  const syllables = ['ба', 'ву', 'го', 'ды', 'жи', 'зе', 'ко', 'лю', 'мя', 'ны'];
  const seed = (info.project.name === 'phone' ? 3 : 7) * 1000 + info.workerIndex * 100 + serial * 17;
  const digits = [...`${(seed * 7919) % 100000}`.padStart(5, '0')];
  return `${digits.map((digit) => syllables[Number(digit)]).join('')}р`.replace(/^./, (first) => first.toUpperCase());
}

const givens = ['Алла', 'Вера', 'Зоя', 'Инна', 'Майя', 'Нина', 'Рита', 'Фаина', 'Эмма', 'Юлия'];
const years = new Map();
const year = (family) => {
  if (!years.has(family)) years.set(family, (years.size + 5 * test.info().workerIndex) % 16);
  return years.get(family);
};

// The windows of different sizes write into one database, and like names with like years are asked about.
const shift = () => (test.info().project.name === 'phone' ? 0 : 1);
const his = () => (shift() === 0 ? 'Глеб' : 'Савва');

/** What a report needs before it can be sent. */
async function fill(page, family, more = {}) {
  await page.fill('[name="victim_family"]', `${family}ская`);
  await page.fill('[name="victim_given"]', givens[(year(family) + 5 * shift()) % givens.length]);
  await page.fill('[name="victim_birth"]', `${1955 + year(family) * 3 + shift()}`);
  await page.fill('[name="perpetrator_family"]', `${family}ский`);
  await page.fill('[name="perpetrator_given"]', his());
  await page.fill('[name="perpetrator_birth"]', `${1953 + year(family) * 3 + shift()}`);
  await choose(page, 'children', more.children ?? 'no');
  if (more.narrative) await page.fill('[name="narrative"]', more.narrative);
}

async function begin(page) {
  await signInAs(page, 'patrol');
  await page.goto('/report/new');
}

test.describe('the report', () => {
  test('a sent report leads to its case, and a second one is never taken for it', async ({ page }, info) => {
    await begin(page);
    const address = page.url();
    const family = surname(info);
    await fill(page, family, { narrative: 'Кричал' });
    const old = await page.evaluate(() => [...new FormData(document.querySelector('form.report'))]);
    await press(page, '="send"');
    await sent(page);
    const case_ = caseOf(page);

    await page.goto(address);
    await expect(page, 'the address leads to the case').toHaveURL(new RegExp(`${case_}$`));

    // The very same form again, as a line that broke sends it: acknowledged.
    const send = (fields) =>
      page.evaluate(
        async ([url, body]) => (await fetch(url, { method: 'POST', body: new URLSearchParams(body) })).url,
        [address, fields],
      );
    expect(await send([...old, ['act', 'send']])).toContain(`${case_}/followed`);

    // Other people under the same id: kept as a report of its own, and said so.
    const other = old.map(([name, value]) => [name, name === 'victim_family' ? `${family}иная` : value]);
    const place = await send([...other, ['act', 'send']]);
    expect(place).toMatch(/\/report\/[0-9a-f-]+$/);
    expect(place).not.toBe(address);
    await page.goto(place);
    await expect(page.locator('#other')).toContainText('This is not sent');
    await expect(page.locator('[name="victim_family"]')).toHaveValue(`${family}иная`);
    await axe(page);
    await fitsWidth(page);
  });

  test('reloading and going back after look-up, save and errors lose nothing', async ({ page }, info) => {
    await begin(page);
    const family = surname(info);
    await page.fill('[name="victim_family"]', `${family}ская`);
    await press(page, '="look-up"');
    await expect(page).toHaveURL(/#results$/);
    await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.status() === 204),
      page.fill('[name="narrative"]', 'Написано после поиска'),
    ]);
    await page.reload();
    await expect(page.locator('[name="narrative"]')).toHaveValue('Написано после поиска');
    await press(page, '="send"');
    await expect(page.locator('a[href="#f-children"]')).toBeVisible();
    await page.reload();
    await expect(page.locator('a[href="#f-children"]'), 'what is wrong is still said').toBeVisible();
    await expect(page.locator('[name="narrative"]')).toHaveValue('Написано после поиска');
    await page.goto('/');
    await page.goBack();
    await expect(page.locator('[name="narrative"]')).toHaveValue('Написано после поиска');
  });

  test('two pages of one report keep both texts', async ({ page, context }, info) => {
    await begin(page);
    const family = surname(info);
    await page.fill('[name="victim_family"]', `${family}ская`);
    await page.fill('[name="narrative"]', 'первое');
    await press(page, '="save"');
    await expect(page.locator('[name="narrative"]')).toHaveValue('первое');
    const second = await context.newPage();
    await second.goto(page.url().split('#')[0]);
    await second.fill('[name="narrative"]', 'второе, новее');
    await press(second, '="save"');
    await expect(second.locator('[name="narrative"]')).toHaveValue('второе, новее');

    await page.fill('[name="narrative"]', 'третье, со старой страницы');
    await expect(page.locator('[data-save-state]')).toContainText('changed or sent elsewhere');
    await press(page, '="save"');
    await expect(page.locator('#other')).toContainText('второе, новее');
    await expect(page.locator('#other')).toContainText('третье, со старой страницы');
    await expect(page.locator('[name="narrative"]')).toHaveValue('третье, со старой страницы');
    await axe(page);
    await fitsWidth(page);
    await page.locator('#other a').first().click();
    await expect(page.locator('[name="narrative"]')).toHaveValue('второе, новее');
    await second.close();
  });

  test('unfinished reports are offered first, go on, and are thrown away only when that is confirmed', async ({ page }, info) => {
    await begin(page);
    const family = surname(info);
    await page.fill('[name="victim_family"]', `${family}ская`);
    await page.fill('[name="perpetrator_family"]', `${family}ский`);
    await press(page, '="save"');
    const address = page.url().split('#')[0];
    await page.goto('/report/new');
    const mine = page.locator('#unfinished li', { hasText: `${family}ская` });
    await expect(mine).toContainText(`${family}ский`);
    await expect(mine.locator('time')).toBeVisible();
    await axe(page);
    await fitsWidth(page);
    await mine.locator('a').first().click();
    await expect(page).toHaveURL(address);
    await expect(page.locator('[name="victim_family"]')).toHaveValue(`${family}ская`);

    await page.goto('/report/new');
    await mine.locator('summary').click();
    await mine.locator('button[value="discard"]').click();
    await expect(page.locator('body')).toContainText('thrown away');
    await page.goto('/report/new');
    await expect(page.locator('body')).not.toContainText(`${family}ская`);
    await page.goto(address);
    await expect(page.locator('[name="victim_family"]')).toHaveValue('');
  });

  test('somebody chosen is shown, can be taken back, and is not filed under other names', async ({ page }, info) => {
    await begin(page);
    const family = surname(info);
    await fill(page, family);
    await press(page, '="send"');
    await sent(page);
    const case_ = caseOf(page);

    await page.goto('/report/new');
    await fill(page, family);
    await press(page, '="look-up"');
    await press(page, '^="use.victim."');
    await expect(page).toHaveURL(/#group-victim$/);
    const group = page.locator('#group-victim');
    await expect(group).toContainText(`${family}ская`);
    await expect(group.locator('button[value="drop.victim"]')).toBeVisible();
    // The other party's candidates stay.
    await expect(page.locator('button[value^="use.perpetrator."]').first()).toBeVisible();
    await axe(page);
    await fitsWidth(page);

    await press(page, '="drop.victim"');
    await expect(page.locator('button[value="drop.victim"]')).toHaveCount(0);
    await expect(page.locator('[name="victim_family"]')).toHaveValue(`${family}ская`);

    await press(page, '^="use.victim."');
    await page.fill('[name="victim_family"]', `${family}иная`);
    await page.fill('[name="victim_given"]', 'Ярослава');
    await page.fill('[name="victim_birth"]', '2001');
    await page.fill('[name="victim_phone"]', '+375 29 000-00-18');
    await press(page, '="send"');
    await expect(page.locator('a[href="#f-victim_same"]')).toBeVisible();
    await choose(page, 'victim_same', 'no');
    await press(page, '="send"');
    await sent(page);
    expect(caseOf(page), 'another person is another case').not.toBe(case_);
    await page.goto(caseOf(page));
    await expect(page.locator('main')).toContainText(`${family}иная`);
  });

  test('nobody without a name or with little in common can be chosen', async ({ page }, info) => {
    await begin(page);
    const family = surname(info);
    await fill(page, family);
    await press(page, '="send"');
    await sent(page);
    const case_ = caseOf(page);
    await page.context().clearCookies();
    await signInAs(page, 'clinician');
    if ((await page.goto(case_)).status() === 404) {
      await page.goto('/report/new');
      await fill(page, family);
      await press(page, '="look-up"');
      await expect(page.locator('#results')).toContainText('Name not shown to you');
      await expect(page.locator('button[value^="use."]')).toHaveCount(0);
      await expect(page.locator('body')).not.toContainText(givens[(year(family) + 5 * shift()) % givens.length]);
    }
  });

  test('a known pair joins its case as a repeat, with its history before any question', async ({ page }, info) => {
    await begin(page);
    const family = surname(info);
    await fill(page, family);
    await choose(page, 'act_psychological_abuse', 'yes');
    await press(page, '="send"');
    await sent(page);
    const case_ = caseOf(page);

    // Chosen both.
    await page.goto('/report/new');
    await fill(page, family);
    await press(page, '="look-up"');
    await press(page, '^="use.victim."');
    await press(page, '^="use.perpetrator."');
    await expect(page.locator('#history')).toContainText('Incidents before');
    await expect(page.locator('button[value^="drop."]')).toHaveCount(2);
    await choose(page, 'strangulation', 'yes');
    await press(page, '="send"');
    await sent(page);
    expect(caseOf(page)).toBe(case_);
    await expect(page.locator('main')).toContainText('High');

    // Nobody looked anybody up: the same names are asked about.
    await page.goto('/report/new');
    await fill(page, family);
    await press(page, '="send"');
    await expect(page.locator('a[href="#f-same_pair"]')).toBeVisible();
    await axe(page);
    await choose(page, 'same_pair', 'yes');
    await press(page, '="send"');
    await sent(page);
    expect(caseOf(page)).toBe(case_);

    // And a no is believed.
    await page.goto('/report/new');
    await fill(page, family);
    await press(page, '="send"');
    await choose(page, 'same_pair', 'no');
    await press(page, '="send"');
    await sent(page);
    expect(caseOf(page)).not.toBe(case_);
  });

  test('a limit to the consent is respected, and a refusal too', async ({ page }, info) => {
    await begin(page);
    await fill(page, surname(info));
    await choose(page, 'consent', 'given');
    await page.fill('[name="consent_limits"]', 'Не говорить школе и соцзащите');
    await press(page, '="send"');
    await expect(page.locator('a[href="#f-consent_not"]'), 'words alone hold nobody back').toBeVisible();
    await choose(page, 'consent_not', 'social');
    await choose(page, 'consent_not', 'health');
    await press(page, '="send"');
    await sent(page);
    await expect(page.locator('main')).not.toContainText('consent form, annex 8');
    await page.goto(`${caseOf(page)}/sharing`);
    await expect(page.locator('main')).toContainText('To call her safely');
    await expect(page.locator('main')).not.toContainText('To offer a place');
    await expect(page.locator('main')).not.toContainText('So that she is asked with care');

    await page.goto('/report/new');
    await fill(page, surname(info));
    await choose(page, 'consent', 'refused');
    await choose(page, 'basis', 'serious_danger');
    await press(page, '="send"');
    await expect(page.locator('a[href="#f-basis_reason"]'), 'weighed means written').toBeVisible();
    await page.fill('[name="basis_reason"]', 'Угрожал убить сегодня');
    await press(page, '="send"');
    await sent(page);
    await expect(page.locator('main')).not.toContainText('consent form, annex 8');
    const case_ = caseOf(page);
    await page.goto(case_);
    await expect(page.locator('main')).toContainText('Угрожал убить сегодня');
    await page.goto(`${case_}/sharing`);
    await expect(page.locator('main')).not.toContainText('To call her safely');
  });

  test('ch2: children need a name, an age, or a word that nothing is known yet', async ({ page }, info) => {
    await begin(page);
    await fill(page, surname(info), { children: 'yes' });
    await press(page, '="send"');
    await expect(page.locator('a[href="#f-children_unknown"]')).toBeVisible();
    await choose(page, 'children_unknown', 'yes');
    await press(page, '="send"');
    await sent(page);
    await expect(page.locator('main'), 'a child at risk is known').toContainText(/guardianship/i);

    await page.goto('/report/new');
    await fill(page, surname(info), { children: 'yes' });
    await page.fill('[name="child_1_birth"]', '2017');
    const offered = await page.locator('#f-child_1_school-list option').evaluateAll((all) => all.map((one) => one.value));
    expect(offered.length).toBeGreaterThan(0);
    await page.fill('[name="child_1_school"]', 'Гимназия, которой нет в списке');
    await press(page, '="send"');
    await sent(page);
    await page.goto(caseOf(page));
    await expect(page.locator('main')).toContainText('Гимназия, которой нет в списке');
  });

  test('dates are read as far as they are known and never ahead', async ({ page }, info) => {
    await begin(page);
    await fill(page, surname(info));
    await expect(page.locator('[name="when_date"]'), 'now, until somebody says otherwise').not.toHaveValue('');
    const thisYear = new Date().getFullYear();
    for (const wrong of [`25.11.${thisYear + 1}`, '31.02.2020', '']) {
      await page.fill('[name="when_date"]', wrong);
      await press(page, '="send"');
      await expect(page.locator('a[href="#f-when_date"]'), wrong).toBeVisible();
    }
    await page.fill('[name="victim_birth"]', '31.02.1990');
    await page.fill('[name="when_date"]', `01.${thisYear - 1}`);
    await press(page, '="send"');
    await expect(page.locator('a[href="#f-victim_birth"]')).toBeVisible();
    await expect(page.locator('a[href="#f-when_date"]')).toHaveCount(0);
    await page.fill('[name="victim_birth"]', '12.03.85');
    await press(page, '="send"');
    await sent(page);
    await page.goto(caseOf(page));
    await expect(page.locator('main')).toContainText('1985');
    await expect(page.locator('main')).not.toContainText('2085');
  });

  test('a small child is not offered as the aggressor', async ({ page }, info) => {
    await begin(page);
    const family = surname(info);
    await fill(page, family, { children: 'yes' });
    await page.fill('[name="child_1_name"]', `${family}ский ${his()}`);
    await page.fill('[name="child_1_birth"]', '2018');
    await press(page, '="send"');
    await sent(page);
    await page.goto('/report/new');
    await page.fill('[name="perpetrator_family"]', `${family}ский`);
    await page.fill('[name="perpetrator_given"]', his());
    await press(page, '="look-up"');
    const child = page.locator('#results li', { hasText: '2018' });
    if (await child.count()) await expect(child.locator('button')).toHaveCount(0);
    await expect(page.locator('#results li', { hasText: `${1953 + year(family) * 3 + shift()}` }).locator('button')).toHaveCount(1);
  });

  test('details open after yes, Enter keeps the page, and a yes is not asked twice', async ({ page }) => {
    await begin(page);
    await expect(page.locator('[name="child_1_name"]')).toBeHidden();
    await choose(page, 'children', 'yes');
    await expect(page.locator('[name="child_1_name"]')).toBeVisible();
    await expect(page.locator('[name="strangulation_signs"]').first()).toBeHidden();
    await choose(page, 'strangulation', 'yes');
    await expect(page.locator('input[name="item.lap-11.5"][value="yes"]')).toBeChecked();
    await choose(page, 'strangulation', 'unknown');
    await page.locator('[name="place"]').focus();
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/#/);
    await press(page, '="add-child"');
    await expect(page).toHaveURL(/#group-child-2$/);
    await expect(page.locator('[name="child_2_name"]')).toBeInViewport();
    await expect(page.locator('#measures')).toContainText('Always part of it');
    await axe(page);
    await fitsWidth(page);
  });

  test('without script everything can be reached and sent', async ({ browser, baseURL }, info) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'en-GB' });
    const page = await context.newPage();
    await begin(page);
    await expect(page.locator('[name="child_1_name"]')).toBeVisible();
    await fill(page, surname(info), { narrative: 'Без скрипта' });
    await press(page, '="look-up"');
    await expect(page.locator('[name="narrative"]')).toHaveValue('Без скрипта');
    await press(page, '="send"');
    await sent(page);
    await context.close();
  });
});
