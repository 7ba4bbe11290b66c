import { expect, test } from '@playwright/test';

test.use({ javaScriptEnabled: false });

const said = {
  fr: {
    keep: 'gardez-la complète',
    day: 'samedi 20 juin',
  },
  nl: { keep: 'volledig', day: 'zaterdag 20 juni' },
} as const;

for (const locale of ['fr', 'nl'] as const) {
  test(`[HOME-01] ${locale}: what the reserve is, the parcel of the rules, the dates of the programme, three ways on`, async ({
    page,
  }) => {
    await page.goto(`/${locale}`);
    await expect(page.getByRole('main')).toContainText(said[locale].keep);
    await expect(page.getByRole('main')).toContainText(said[locale].day);
    for (const quantity of ['400', '50', /1[\s.\u00a0\u202f]000/]) {
      await expect(
        page
          .getByRole('main')
          .getByText(quantity, { exact: typeof quantity === 'string' })
          .first(),
      ).toBeVisible();
    }
    const ways = page
      .getByRole('main')
      .locator(`a[href="/${locale}/check"], a[href="/${locale}/claim"], a[href="/${locale}/schedule"]`);
    await expect(ways).toHaveCount(3);
  });
}
