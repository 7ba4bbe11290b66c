import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { parseFormat } from '#lib/demo/register-files/format.ts';
import { type WrittenFile, writeRegisterFiles } from '#lib/demo/register-files/write-register-files.ts';
import { sampleRegisters } from '#lib/demo/sample-registers.ts';
import { loadPostcodeAreas } from '#lib/geography/municipalities.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { registrations } from '#lib/registers/descriptions/registrations.ts';
import { expectAccessible, signInAs } from '../support/journey.ts';
import { wordsIn } from '../support/words.ts';

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'register-files-'));
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file of registrations with every sort of fault; another one for each seed. */
async function fileWithFaults(seed: number, words: string): Promise<WrittenFile> {
  const areas = await loadPostcodeAreas();
  const format = parseFormat(words);
  const [file] = await writeRegisterFiles({
    folder: path.join(folder, String(seed)),
    areas,
    providers: sampleRegisters(areas, 150).providers,
    rows: 300,
    dirt: 0.3,
    seed,
    ...(format ? { formats: { registrations: format } } : {}),
  });
  if (!file) throw new Error('No file was written');
  return file;
}

async function upload(page: Page, locale: Locale, register: string, file: string): Promise<void> {
  const say = await wordsIn(locale);
  await page.goto(`/${locale}/taskforce/registers/new`);
  await page.locator('#upload-register').selectOption(register);
  await page.locator('#upload-file').setInputFiles(file);
  await page.getByRole('button', { name: say('register-files.send.submit'), exact: true }).click();
}

const journeys = [
  { locale: 'fr', seed: Date.now() % 1_000_000, format: 'semicolon,windows1252,crlf,fr,disordered' },
  { locale: 'nl', seed: (Date.now() % 1_000_000) + 1, format: 'tab,quoted,bom,gz,nl' },
] as const;

for (const { locale, seed, format } of journeys) {
  test(`[REGISTERS-01] ${locale}: a file is uploaded, checked, loaded, reported on and withdrawn`, async ({ page }) => {
    test.setTimeout(180_000);
    const say = await wordsIn(locale);
    const file = await fileWithFaults(seed, format);
    await signInAs(page, 'administrator', locale);
    await upload(page, locale, 'registrations', file.path);

    await expect(page.getByRole('heading', { name: say('register-files.format.heading') })).toBeVisible();
    await expect(page.getByText(say('register-files.format.masked')).first()).toBeVisible();
    if (format.includes('disordered')) await expect(page.getByText(/Extract 7b/).first()).toBeVisible();
    await expectAccessible(page, locale);

    // Two columns cannot be the same: what was chosen stays, and is put right.
    const columns = page.locator('select[name="columns"]');
    const chosen = await columns.evaluateAll((selects) => selects.map((one) => (one as HTMLSelectElement).value));
    const [givenName, familyName] = [chosen.indexOf('givenName'), chosen.indexOf('familyName')];
    await columns.nth(givenName).selectOption('familyName');
    await page.getByRole('button', { name: say('register-files.format.load'), exact: true }).click();
    await expect(page.locator('#load [role="alert"]')).toContainText(
      registrations.columns.find(({ code }) => code === 'familyName')?.names[locale] ?? '',
    );
    await expect(columns.nth(givenName)).toHaveValue('familyName');
    await expect(columns.nth(familyName)).toHaveValue('familyName');
    await columns.nth(givenName).selectOption('givenName');
    await page.getByRole('button', { name: say('register-files.format.load'), exact: true }).click();

    await expect(page.getByRole('heading', { name: say('register-files.result.heading') })).toBeVisible({
      timeout: 60_000,
    });
    await expectAccessible(page, locale);
    await page.getByText(say('ui.figuresAsTable')).first().click();
    for (const quality of ['good', 'doubtful', 'refused'] as const) {
      const row = page.getByRole('row').filter({ hasText: say(`register-files.result.qualities.${quality}`) });
      await expect(row.first()).toContainText(String(file[quality]));
    }

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: say('register-files.faults.report') }).click(),
    ]);
    const [, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines.length).toBe(Object.values(file.faults).reduce((sum, count) => sum + count, 0));
    for (const [code, count] of Object.entries(file.faults)) {
      expect(lines.filter((line) => line.split(';')[2] === code).length, code).toBe(count);
    }

    // The same content again is told, and adds nothing.
    const address = page.url().split('?')[0] ?? '';
    await upload(page, locale, 'registrations', file.path);
    await expect(page.locator('main [role="alert"]').first()).toContainText(file.name);

    await page.goto(address);
    await page.getByText(say('register-files.withdraw.label'), { exact: true }).click();
    await page.locator('#withdraw-reason').fill('Exemple / voorbeeld');
    await page.getByRole('button', { name: say('register-files.withdraw.confirm'), exact: true }).click();
    await expect(page.getByRole('heading', { name: say('register-files.withdraw.title') })).toBeVisible();
    await expectAccessible(page, locale);
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`[REGISTERS-02] a file of another register is refused, JavaScript ${javaScriptEnabled}`, async ({ browser }) => {
    const locale = 'fr';
    const say = await wordsIn(locale);
    const file = path.join(folder, `activity-${javaScriptEnabled}.csv`);
    await writeFile(file, 'number,month,services,ambulatoryShare\n19900143003,2020-03,27,0.9\n');
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await signInAs(page, 'administrator', locale);
    await upload(page, locale, 'registrations', file);
    const [before] = say('registers.refusals.other-register').split('{');
    await expect(page.locator('main [role="alert"]').first()).toContainText(before ?? '');
    await page.goto(`/${locale}/taskforce/registers`);
    const row = page.getByRole('row').filter({ hasText: `activity-${javaScriptEnabled}.csv` });
    await expect(row.first()).toContainText(say('register-files.states.REFUSED'));
    await context.close();
  });
}

test('[REGISTERS-03] a contradiction is settled with a reason, and stays so', async ({ page }) => {
  const locale = 'nl';
  const say = await wordsIn(locale);
  await signInAs(page, 'second-administrator', locale);
  await page.goto(`/${locale}/taskforce/registers/contradictions?kind=TWO_DOMICILES`);
  await expectAccessible(page);
  await page.locator('main tbody a').first().click();
  await expect(page.getByRole('heading', { name: say('contradictions.sides') })).toBeVisible();
  const address = page.url();
  await expect(page.getByRole('heading', { name: say('contradictions.side').replace('{letter}', 'B') })).toBeVisible();
  await expectAccessible(page);

  // Neither a choice nor a reason: both are asked for, and the summary has the focus.
  await page.getByRole('button', { name: say('contradictions.settle.submit'), exact: true }).click();
  await expect(page.locator('#settle [role="alert"]')).toBeFocused();
  await page.locator('#settle input[name="choice"]').first().check();
  await page.locator('#settle-reason').fill('Nagegaan bij de administratie.');
  await page.getByRole('button', { name: say('contradictions.settle.submit'), exact: true }).click();
  await expect(page.getByRole('heading', { name: say('contradictions.settledTitle') })).toBeVisible();
  await expectAccessible(page);

  await page.goto(address);
  await expect(page.getByText('Nagegaan bij de administratie.')).toBeVisible();
  await expect(page.locator('#settle')).toHaveCount(0);
});
