import { expect, test } from '@playwright/test';

test.use({ javaScriptEnabled: false });

const said = {
  fr: {
    keep: 'gardez-la complète',
    day: 'samedi 20 juin',
    condition: /plus de 50\s%/,
  },
  nl: { keep: 'volledig', day: 'zaterdag 20 juni', condition: /meer dan 50\s?%/ },
} as const;

for (const locale of ['fr', 'nl'] as const) {
  test(`[HOME-01] ${locale}: what the reserve is, the parcel of the rules, the dates of the programme, three ways on`, async ({
    page,
  }) => {
    await page.goto(`/${locale}`);
    await expect(page.getByRole('main')).toContainText(said[locale].keep);
    await expect(page.getByRole('main')).toContainText(said[locale].day);
    await expect(page.getByRole('main')).toContainText(said[locale].condition);
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
