import { expect, test } from '@playwright/test';
import type { Locale } from '#lib/i18n/locales.ts';
import { expectAccessible, signInAs } from '../../support/journey.ts';

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
    await expectAccessible(page);
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
    await expectAccessible(page);

    const sizes = page.locator('input[name="gloves"]:enabled');
    await sizes.first().check();
    await page.getByRole('button', { name: say.handOver }).click();
    await expect(page.getByRole('heading', { name: new RegExp(say.served) })).toBeVisible();
    await expectAccessible(page);

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
    await expectAccessible(page);
  });
}
