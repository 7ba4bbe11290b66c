import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, signInAs } from '../support/journey.ts';

/** What is read on the way, in the two languages of the journeys. */
const words = {
  fr: {
    announce: 'Annoncer une livraison en route',
    depot: 'Dépôt',
    item: 'Article',
    pieces: 'Pièces',
    day: 'Attendue le',
    note: 'Remarque',
    press: 'Annoncer',
    badQuantity: 'Indiquez un nombre entier de pièces, à partir de 1.',
    past: 'Ce jour est passé. Choisissez aujourd’hui ou un jour ultérieur.',
    announced: 'La livraison a été annoncée',
    shown: 'jeudi 25 juin 2020',
    trail: 'Livraison de stock annoncée',
    end: 'Arrivée',
    confirm: 'Inscrire au stock',
    told: 'La livraison annoncée a été inscrite au stock',
    tooLate: 'Cette livraison était déjà inscrite. Rien n’a été inscrit deux fois.',
  },
  nl: {
    announce: 'Een levering aankondigen die onderweg is',
    depot: 'Depot',
    item: 'Artikel',
    pieces: 'Stuks',
    day: 'Verwacht op',
    note: 'Opmerking',
    press: 'Aankondigen',
    badQuantity: 'Geef een geheel aantal stuks op, vanaf 1.',
    past: 'Deze dag is voorbij. Kies vandaag of een latere dag.',
    announced: 'De levering is aangekondigd',
    shown: 'donderdag 25 juni 2020',
    trail: 'Levering van voorraad aangekondigd',
    end: 'Annuleren',
    confirm: 'De levering annuleren',
    told: 'De aangekondigde levering is geannuleerd',
    tooLate: 'Deze levering was al geannuleerd.',
  },
} as const;

const journeys = [
  { locale: 'fr', javaScriptEnabled: true },
  { locale: 'nl', javaScriptEnabled: false },
] as const;

for (const { locale, javaScriptEnabled } of journeys) {
  test.describe(`${locale}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });
    const say = words[locale];
    const note = `E2E-${locale}`;

    const end = async (page: Page) => {
      const row = page.getByRole('row').filter({ hasText: note });
      await row.getByText(say.end, { exact: true }).click();
      await row.getByRole('button', { name: say.confirm }).click();
    };

    test(`[STOCK-12] [STOCK-13] ${locale}: a delivery is announced, corrected, seen by its province and ended once`, async ({
      page,
      context,
      browser,
    }) => {
      // Three people's views, of which axe looks at two.
      test.setTimeout(150_000);
      await signInAs(page, 'administrator', locale);
      await page.goto(`/${locale}/taskforce/stock?province=BE-WLG`);
      await page.getByText(say.announce, { exact: true }).click();
      const form = page.locator('#announce');
      const depot = form.getByLabel(say.depot, { exact: true });
      const offered = await depot.locator('option[value]:not([value=""])').allInnerTexts();
      expect(offered).toHaveLength(1);
      await depot.selectOption(
        await depot
          .locator('option')
          .filter({ hasText: offered[0] ?? '' })
          .getAttribute('value'),
      );
      await form.getByLabel(say.item, { exact: true }).selectOption('goggles');
      await form.getByLabel(say.pieces, { exact: true }).fill('1,5');
      await form.getByLabel(say.day, { exact: true }).fill('2020-06-15');
      await form.getByLabel(new RegExp(`^${say.note}`)).fill(note);
      await form.getByRole('button', { name: say.press, exact: true }).click();

      await expect(form.getByRole('alert')).toContainText(say.badQuantity);
      await expect(form.getByRole('alert')).toBeVisible();
      await form.getByLabel(say.pieces, { exact: true }).fill('1234');
      await form.getByRole('button', { name: say.press, exact: true }).click();
      await expect(form.getByRole('alert')).toContainText(say.past);
      await expect(form.getByRole('alert')).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await form.getByLabel(say.day, { exact: true }).fill('2020-06-25');
      await form.getByRole('button', { name: say.press, exact: true }).click();

      await expect(page.getByRole('heading', { name: say.announced })).toBeVisible();
      await expect(page).toHaveURL(/province=BE-WLG/);
      const row = page.getByRole('row').filter({ hasText: note });
      await expect(row).toContainText(say.shown);
      await expect(row).toContainText(/1[.\s]234/);
      if (javaScriptEnabled) await expectAccessible(page);

      const province = await browser.newPage({ javaScriptEnabled });
      await signInAs(province, 'staff-liege', locale);
      await province.goto(`/${locale}/province/stock`);
      const seen = province.getByRole('row').filter({ hasText: note });
      await expect(seen).toContainText(say.shown);
      await expect(seen.getByText(say.end, { exact: true })).toHaveCount(0);
      await province.close();

      const second = await context.newPage();
      await second.goto(`/${locale}/taskforce/stock?province=BE-WLG`);
      await end(page);
      await expect(page.getByRole('heading', { name: say.told })).toBeVisible();
      await expect(page.getByRole('row').filter({ hasText: note })).toHaveCount(0);
      await end(second);
      await expect(second.getByRole('heading', { name: say.tooLate })).toBeVisible();
      await second.close();

      await page.goto(`/${locale}/taskforce/audit?action=stock.announce`);
      await expect(page.getByRole('row').filter({ hasText: say.trail }).first()).toContainText(/1[.\s]234/);
    });

    test(`[STOCK-12] ${locale}: the province that lacks aprons sees them come, and only looks`, async ({ page }) => {
      await signInAs(page, 'administrator', locale);
      await page.goto(`/${locale}/taskforce/stock`);
      await expect(page.getByRole('row').filter({ hasText: 'SAMPLE-2020-041' })).toContainText(/centra/i);
      await page.goto(`/${locale}/taskforce/stock?province=BE-WLX`);
      await expect(page.getByRole('row').filter({ hasText: /SAMPLE-2020/ })).toHaveCount(1);
      await expect(page.getByRole('row').filter({ hasText: 'SAMPLE-2020-048' })).toContainText(say.end);

      await signInAs(page, 'staff-liege', locale);
      await page.goto(`/${locale}/province/stock`);
      await expect(page.locator('section[aria-labelledby="on-the-way"]')).toBeVisible();
      await expect(page.getByText(/SAMPLE-2020/)).toHaveCount(0);
      await expect(page.getByText(say.announce, { exact: true })).toHaveCount(0);
    });
  });
}
