import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectAccessible, expectAccessibleAtAnyWidth, signInAs } from '../support/journey.ts';

/** What an administrator reads. */
const say = {
  profession: 'speech-therapist',
  publish: 'De gekozen lijsten publiceren',
  done: '1 lijst is gepubliceerd',
  list: 'Lijst 2, logopedisten',
  compare: 'Vergelijken met lijst 1',
  compared: 'Twee versies vergelijken',
  people: 'Personen die verschillen',
  csv: 'Downloaden als CSV',
  number: 'Nummer',
  withdraw: 'De lijst intrekken',
  reason: 'Reden',
  withdrawn: 'De lijst is ingetrokken',
  ended: 'Deze lijst is beëindigd op',
} as const;

const programme = 'emergency-masks-2020';
const reason = 'Bestand met fouten / Fichier fautif';

test(`[PUBLISH-12] a list is published from a preview, compared, downloaded and withdrawn`, async ({ page }) => {
  test.setTimeout(240_000);
  await signInAs(page, 'administrator', 'nl');
  await page.goto('/nl/taskforce/decisions');
  await page.locator('#decide-programmeCode').selectOption(programme);
  await page.locator('#decide').getByRole('button').click();

  const publish = page.locator('#publish');
  await expect(publish).toBeVisible({ timeout: 120_000 });
  await publish.getByRole('button', { name: say.publish }).click();
  await expect(page.locator('#publish [role=alert]')).toBeVisible();
  await publish.locator(`input[value="${say.profession}"]`).check();
  await publish.getByRole('button', { name: say.publish }).click();
  await expect(page.getByRole('heading', { name: say.done })).toBeVisible({ timeout: 120_000 });
  await expectAccessibleAtAnyWidth(page);

  await page.getByRole('link', { name: say.list }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.list })).toBeVisible();
  await expectAccessibleAtAnyWidth(page);
  const address = page.url();

  await page.getByRole('link', { name: say.compare }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.compared })).toBeVisible();
  await expect(page.getByRole('heading', { name: say.people })).toBeVisible();
  await expectAccessibleAtAnyWidth(page);

  await page.goto(address);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: say.csv }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`list_${say.profession}_2.csv`);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
  expect(lines[0]).toContain(say.number);
  expect(lines.length).toBeGreaterThan(5);

  await page.getByText(say.withdraw, { exact: true }).first().click();
  const withdraw = page.locator('#withdraw');
  await withdraw.getByRole('button', { name: say.withdraw }).click();
  await expect(page.locator('#withdraw [role=alert]')).toBeVisible();
  await expectAccessible(page);
  await withdraw.getByLabel(say.reason).fill(reason);
  await withdraw.getByRole('button', { name: say.withdraw }).click();
  await expect(page.getByRole('heading', { name: say.withdrawn })).toBeVisible();
  await expect(page.getByRole('heading', { name: say.ended })).toBeVisible();
  await expect(page.getByText(reason)).toBeVisible();
  await expect(page.locator('#withdraw')).toHaveCount(0);
  await expectAccessibleAtAnyWidth(page);
});
