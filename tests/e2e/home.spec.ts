import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/journey.ts';
import { wordsIn } from '../support/words.ts';

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

/** Holds back what the page asks for as a router or a form does, until the answer is called. */
async function holdBack(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/*', async (route) => {
    const { rsc, 'next-action': action } = route.request().headers();
    if (rsc !== undefined || action !== undefined) await promise;
    await route.continue();
  });
  return resolve;
}

test.describe('the frame, with scripts', () => {
  test.use({ javaScriptEnabled: true });

  const number = 'input[name="number"]:not([type="hidden"])';

  async function fillIn(page: Page): Promise<void> {
    await page.locator(number).fill('1 99001-43');
    await page.locator('input[name="postcode"]:not([type="hidden"])').fill('4000');
  }

  test('[FRAME-01] what is long in coming is said, and lines stand in place of the page that is left', async ({
    page,
  }) => {
    const say = await wordsIn('nl');
    const main = page.locator('main');
    const wait = page.getByText(say('shell.wait'));
    await page.goto('/nl', { waitUntil: 'networkidle' });
    const letCome = await holdBack(page);
    await main.locator('a[href="/nl/check"]').first().click();
    await expect(wait).toBeVisible();
    await expect(main).toHaveAttribute('aria-busy', 'true');
    await expect(main.locator('> *').first()).toHaveCSS('opacity', '0');
    letCome();
    await expect(page).toHaveURL(/\/nl\/check$/);
    await expect(wait).toHaveCount(0);
    await expect(main).not.toHaveAttribute('aria-busy');
    await expect(main.getByRole('heading', { level: 1 })).toHaveText(say('check-form.title'));

    const letAnswer = await holdBack(page);
    await fillIn(page);
    await page.getByRole('button', { name: say('check-form.submit'), exact: true }).click();
    await expect(wait).toBeVisible();
    await expectAccessible(page);
    await expect(main.locator('form')).toHaveCSS('opacity', '1');
    letAnswer();
    await expect(page.getByRole('region', { name: say('check.listed.title') })).toBeVisible();
    await expect(wait).toHaveCount(0);
  });

  test('[FRAME-02] offline a bar says so, and what was typed stays', async ({ page, context }) => {
    const say = await wordsIn('de');
    await page.goto('/de/check', { waitUntil: 'networkidle' });
    await fillIn(page);
    await context.setOffline(true);
    const notice = page.getByText(say('shell.offline'));
    await expect(notice).toBeVisible();
    await page.getByRole('button', { name: say('check-form.submit'), exact: true }).click();
    await expect(notice).toBeFocused();
    await expect(page.locator(number)).toHaveValue('1 99001-43');
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await expectAccessible(page);
    await context.setOffline(false);
    await expect(notice).toHaveCount(0);
    await page.getByRole('button', { name: say('check-form.submit'), exact: true }).click();
    await expect(page.getByRole('region', { name: say('check.listed.title') })).toBeVisible();
  });

  test('[FRAME-03] a post that gets no answer is told in words, and the form stays', async ({ page }) => {
    const say = await wordsIn('fr');
    await page.goto('/fr/check', { waitUntil: 'networkidle' });
    await fillIn(page);
    await page.route('**/fr/check', (route) => route.abort());
    await page.getByRole('button', { name: say('check-form.submit'), exact: true }).click();
    await expect(page.getByText(say('shell.unreachable'))).toBeFocused();
    await expect(page.locator(number)).toHaveValue('1 99001-43');
    await page.unroute('**/fr/check');
    await page.getByRole('button', { name: say('check-form.submit'), exact: true }).click();
    await expect(page.getByRole('region', { name: say('check.listed.title') })).toBeVisible();
    await expect(page.getByText(say('shell.unreachable'))).toHaveCount(0);
  });
});
