import { expect, test } from '@playwright/test';
import { locales } from '#lib/i18n/locales.ts';

test.describe('every language', () => {
  for (const locale of locales) {
    test(`${locale}: the first page says which language it is in`, async ({ page }) => {
      const response = await page.goto(`/${locale}`);
      expect(response?.status()).toBe(200);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
  }

  test('the browser chooses where the address does not', async ({ browser }) => {
    for (const [accepted, locale] of [['nl-BE', 'nl'] as const, ['de-BE', 'de'] as const, ['fr-BE', 'fr'] as const]) {
      const context = await browser.newContext({ locale: accepted });
      const page = await context.newPage();
      await page.goto('/');
      await expect(page).toHaveURL(new RegExp(`/${locale}$`));
      await context.close();
    }
  });
});

test.describe('the switch of the language', () => {
  const address = '/fr/figures?programme=strategic-reserve-2020';

  test('keeps the page and its query, by mouse and by keyboard', async ({ page }) => {
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: 'Nederlands' }).click();
    await expect(page).toHaveURL(/\/nl\/figures\?programme=strategic-reserve-2020$/);
    await page.waitForLoadState('networkidle');
    await page.getByRole('link', { name: 'Deutsch' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/de\/figures\?programme=strategic-reserve-2020$/);
  });

  test('keeps the page without JavaScript', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    await page.getByRole('link', { name: 'Nederlands' }).click();
    await expect(page).toHaveURL(/\/nl\/figures$/);
    await context.close();
  });
});

test('the health of the server can be asked for', async ({ request }) => {
  const response = await request.get('/api/health');
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ status: 'ok', database: 'ok' });
});
