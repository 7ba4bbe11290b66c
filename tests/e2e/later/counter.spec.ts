import { expect, test } from '@playwright/test';
import { demonstrationNumbers } from '#lib/demo/people.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { expectAccessible, expectAccessibleAtAnyWidth, signInAs } from '../../support/journey.ts';
import { wordsIn } from '../../support/words.ts';

/** What the counter's staff read, in the two languages of the journey. */
const words = {
  fr: { checkIn: 'Noter l’arrivée', handOver: 'Remettre le colis', served: 'Le colis a été remis', here: 'Arrivée à' },
  nl: {
    checkIn: 'Aankomst noteren',
    handOver: 'Pakket overhandigen',
    served: 'Het pakket is overhandigd',
    here: 'Aangekomen om',
  },
} as const;

const counters = [
  { locale: 'fr', person: 'staff-liege' },
  { locale: 'nl', person: 'staff-antwerp' },
] as const satisfies { locale: Locale; person: string }[];

for (const { locale, person } of counters) {
  const say = words[locale];

  test(`[COUNTER-01] ${locale}: the day, a code, a size, the handover, and the stock goes down`, async ({ page }) => {
    await signInAs(page, person, locale);
    await page.goto(`/${locale}/province/day`);
    await expectAccessible(page, locale);
    const row = page
      .getByRole('row')
      .filter({ hasText: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/ })
      .first();
    const code = (await row.textContent())?.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0] ?? '';
    expect(code).not.toBe('');

    // Typed as people do: small letters, no dashes.
    await page.locator('input[name="code"]').fill(code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: say.checkIn }).click();
    await expect(page.getByText(say.here, { exact: false }).first()).toBeVisible();
    await expectAccessible(page, locale);

    const sizes = page.locator('input[name="gloves"]:enabled');
    await sizes.first().check();
    await page.getByRole('button', { name: say.handOver }).click();
    await expect(page.getByRole('heading', { name: new RegExp(say.served) })).toBeVisible();
    await expectAccessible(page, locale);

    // A second scan says so, and nothing happens twice.
    await page.goto(`/${locale}/province/day`);
    await page.locator('input[name="code"]').fill(code);
    await page.getByRole('button', { name: say.checkIn }).click();
    await expect(page.locator('[id$="-code-error"], [role="alert"]').first()).toBeVisible();
    await expect(page).toHaveURL(/\/province\/day/);
  });

  test(`[COUNTER-02] ${locale}: a number without an appointment, and a wrong code, are answered in words`, async ({
    page,
  }) => {
    await signInAs(page, person, locale);
    await page.goto(`/${locale}/province/day`);
    await page.locator('input[name="code"]').fill('ZZZZ-ZZZZ-ZZZZ');
    await page.getByRole('button', { name: say.checkIn }).click();
    await expect(page.getByText('7F3K').or(page.locator('[aria-invalid="true"]')).first()).toBeVisible();
    await expectAccessible(page, locale);
  });
}

test('[RECEIPT-03] one comes without an appointment, reads a receipt, and reports what was missing to the province', async ({
  page,
}) => {
  const [locale, message] = ['nl', 'Er zaten maar vijftig handschoenen in.'] as const;
  const wordOf = await wordsIn(locale);
  await signInAs(page, 'staff-antwerp', locale);
  await page.goto(`/${locale}/province/day`);
  await page.getByText(wordOf('day.withoutAppointment')).click();
  const find = page.locator('form#find-form');
  await find.getByLabel(wordOf('day.number')).fill(demonstrationNumbers.dentist.number);
  await find.getByRole('button').click();
  await page.locator('input[name="gloves"]:enabled').first().check();
  await page.getByRole('button', { name: words[locale].handOver }).click();
  await expect(page.getByRole('heading', { name: new RegExp(words[locale].served) })).toBeVisible();

  await page.context().clearCookies();
  await signInAs(page, 'dentist', locale);
  await page.getByRole('link', { name: wordOf('provider.served.receipt') }).click();
  await expect(page).toHaveURL(/\/receipt$/);
  await expectAccessibleAtAnyWidth(page);
  await page.goBack();
  await page.getByRole('link', { name: wordOf('provider.served.problem') }).click();
  await expectAccessibleAtAnyWidth(page);
  await page.locator('input[name="kind"]').first().check();
  await page.locator('input[name="itemCode"][value="gloves"]').check();
  await page.locator('textarea[name="text"]').fill(message);
  await page.getByRole('button', { name: wordOf('booking.problem.send') }).click();
  await expect(page.getByText(wordOf('provider.done.reported'))).toBeVisible();

  await page.context().clearCookies();
  await signInAs(page, 'staff-antwerp', locale);
  const row = page.getByRole('row').filter({ hasText: message });
  await expect(row).toContainText('dentist@demo.invalid');
  await expectAccessibleAtAnyWidth(page);
});
