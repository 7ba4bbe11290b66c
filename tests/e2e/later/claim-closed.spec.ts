import { expect, test } from '@playwright/test';
import { expectAccessible } from '../../support/journey.ts';

const closed = {
  fr: /Il n’est plus possible de signaler son absence/,
  nl: /U kunt niet meer melden dat u ontbreekt/,
} as const;

for (const [locale, title] of Object.entries(closed)) {
  test(`[CLAIM-03] ${locale}: after the last day the form says so, and what remains possible`, async ({ page }) => {
    await page.goto(`/${locale}/claim`);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.locator('main form')).toHaveCount(0);
    await expect(page.locator('main a[href$="/claim/link"]')).toBeVisible();
    await expect(page.locator('main a[href$="/check"]')).toBeVisible();
    await expectAccessible(page);
  });
}
