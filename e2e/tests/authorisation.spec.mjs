// Who gets what: every address for every chair, against a table that a reviewer reads.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, signInAs, test } from './support.mjs';

const TABLE = join(import.meta.dirname, '../authorisation.json');
const NOBODYS = '00000000-0000-7000-8000-000000000000';
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
const PAGES = [
  '/',
  '/sign-in',
  '/session',
  '/password',
  '/report/new',
  '/report/{form}',
  '/look-up',
  '/cases',
  '/cases/{case}',
  '/cases/{case}/followed',
  '/cases/{case}/sharing',
  '/cases/{case}/record/note',
  '/cases/{case}/facts/{form}/correct',
  '/cases/{case}/duties/none/done',
  '/cases/{case}/duties/none/waive',
  '/notices',
  '/notices/{case}/{form}',
  '/programme',
  '/programme/{case}',
  '/escalations',
  '/audit',
  '/about',
];
const FORMS = [
  '/sign-in',
  '/sign-in/demo',
  '/sign-out',
  '/password',
  '/preferences',
  '/report/{form}',
  '/report/{form}/draft',
  '/look-up',
  '/cases/{case}/record/note',
  '/cases/{case}/facts/{form}/correct',
  '/cases/{case}/duties/none/done',
  '/cases/{case}/duties/none/waive',
  '/notices/{case}/{form}',
];

/** A case of another district, which only bodies of the whole region know. */
async function foreignCase(page) {
  await signInAs(page, 'advocate');
  await page.goto('/cases');
  const href = await page.locator('main a', { hasText: /^KAM-/ }).first().getAttribute('href');
  await page.context().clearCookies();
  return href.split('/').pop();
}

test('every address answers every chair as the table says', async ({ page }) => {
  test.setTimeout(180_000);
  const foreign = await foreignCase(page);
  const fill = (path, case_) => path.replace('{case}', case_).replace('{form}', NOBODYS);
  const ask = async (path) => (await page.request.get(path, { maxRedirects: 0 })).status();
  const found = {};
  const note = async (persona) => {
    const rows = {};
    for (const path of PAGES) {
      const status = await ask(fill(path, foreign));
      rows[`GET ${path}`] = status;
      if (path.includes('{case}') && status === 404) {
        expect(await ask(fill(path, NOBODYS)), `${persona} ${path}: what is hidden looks like what is not there`).toBe(404);
      }
    }
    for (const path of FORMS) {
      // Without the tag of a page of this session no form is taken, whoever sends it.
      const answer = await page.request.post(fill(path, foreign), { form: { csrf: 'forged' }, maxRedirects: 0 });
      rows[`POST ${path} (forged)`] = answer.status();
    }
    found[persona] = rows;
  };
  await note('nobody');
  for (const persona of PERSONAS) {
    await page.context().clearCookies();
    await signInAs(page, persona);
    await note(persona);
  }
  if (process.env.ABRI_WRITE_TABLE) writeFileSync(TABLE, `${JSON.stringify(found, null, 1)}\n`);
  expect(found).toEqual(JSON.parse(readFileSync(TABLE, 'utf8')));
});
