import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { demonstrationNumbers } from '#lib/demo/people.ts';
import { expectAccessible, expectAccessibleAtAnyWidth, signInAs } from '../support/journey.ts';

/** What an administrator reads, in the two languages of the journey. */
const words = {
  nl: {
    liege: 'Luik',
    show: 'Tonen',
    csv: 'Downloaden als CSV',
    entitled: 'Hebben recht op een pakket',
    claims: 'wachten op onderzoek',
    byProfession: 'Per beroep, Luik',
    transfer: 'Voorraad naar een ander depot verplaatsen',
    from: 'Van',
    to: 'Naar',
    item: 'Artikel',
    goggles: 'beschermbrillen',
    pieces: 'Stuks',
    move: 'Verplaatsen',
    moved: 'De voorraad is verplaatst',
    stockMoved: 'Voorraad verplaatst',
    masks: 'Noodmaskers 2020',
    cutoff: 'Laatste dag voor meldingen',
    order: 'De laatste dag kan niet vóór de eerste liggen.',
    foresee: 'Bekijken wat dit verandert',
    foreseen: 'Laatste dag voor meldingen: zondag 21 juni 2020.',
    change: 'Het programma wijzigen',
    changed: 'Het programma is gewijzigd',
    programmeChanged: 'Programma gewijzigd',
    trail: 'laatste dag voor meldingen: 21 juni 2020',
    former: 'voorheen: 20 juni 2020',
    list: 'Lijst 1, huisartsen',
    number: 'RIZIV-nummer of visumnummer',
    find: 'Zoeken',
    onList: 'staat op deze lijst',
    notThere: 'komt niet voor in de registers',
  },
  fr: {
    liege: 'Liège',
    show: 'Afficher',
    csv: 'Télécharger en CSV',
    entitled: 'Ont droit à un colis',
    claims: 'attendent un examen',
    byProfession: 'Par profession, Liège',
    transfer: 'Déplacer du stock vers un autre dépôt',
    from: 'De',
    to: 'Vers',
    item: 'Article',
    goggles: 'lunettes de protection',
    pieces: 'Pièces',
    move: 'Déplacer',
    moved: 'Le stock a été déplacé',
    stockMoved: 'Stock déplacé',
    masks: 'Masques d’urgence 2020',
    cutoff: 'Dernier jour des signalements',
    order: 'Le dernier jour ne peut pas précéder le premier.',
    foresee: 'Voir ce que cela change',
    foreseen: 'Dernier jour des signalements : dimanche 21 juin 2020.',
    change: 'Modifier le programme',
    changed: 'Le programme est modifié',
    programmeChanged: 'Programme modifié',
    trail: 'dernier jour des signalements : 21 juin 2020',
    former: 'auparavant : 20 juin 2020',
    list: 'Liste 1, médecins généralistes',
    number: 'Numéro INAMI ou numéro de visa',
    find: 'Chercher',
    onList: 'figure dans cette liste',
    notThere: 'ne se trouve pas dans les registres',
  },
} as const;

const locales = ['nl', 'fr'] as const;

for (const locale of locales) {
  const say = words[locale];

  test(`[TASKFORCE-01] ${locale}: the situation, of the country and of a province, on the page and as a table`, async ({
    page,
  }) => {
    await signInAs(page, 'administrator', locale);
    await page.goto(`/${locale}/taskforce`);
    await expect(page.getByText(say.entitled)).toBeVisible();
    await expect(page.getByText(say.claims)).toBeVisible();

    await page.locator('#province').selectOption('BE-WLG');
    await page.getByRole('button', { name: say.show }).click();
    await expect(page).toHaveURL(/province=BE-WLG/);
    await expect(page.getByRole('heading', { name: say.byProfession })).toBeVisible();
    await expectAccessibleAtAnyWidth(page, locale);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: say.csv }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines[0]).toContain(say.entitled);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(1).every((line) => line.startsWith(`BE-WLG;${say.liege};`))).toBe(true);
  });

  test(`[TASKFORCE-02] ${locale}: stock moves to a province and the trail says so`, async ({ page }) => {
    await signInAs(page, 'administrator', locale);
    await page.goto(`/${locale}/taskforce/stock`);
    await page.getByText(say.transfer, { exact: true }).click();
    const form = page.locator('#transfer');
    const depot = async (field: string, name: RegExp) => {
      const select = form.getByLabel(field, { exact: true });
      const option = select.locator('option').filter({ hasText: name }).first();
      await select.selectOption(await option.getAttribute('value'));
    };
    await depot(say.from, /central|centraal/i);
    await depot(say.to, /Liège/);
    await form.getByLabel(say.item, { exact: true }).selectOption('goggles');
    await form.getByLabel(say.pieces, { exact: true }).fill('3');
    await form.getByRole('button', { name: say.move, exact: true }).click();
    await expect(page.getByRole('heading', { name: say.moved })).toBeVisible();
    await expectAccessible(page, locale);

    await page.goto(`/${locale}/taskforce/audit?action=stock.transfer`);
    const newest = page.getByRole('row').filter({ hasText: say.stockMoved }).first();
    await expect(newest).toContainText(say.goggles);
    await expect(newest).toContainText('3');
    await expectAccessible(page, locale);
  });

  test(`[TASKFORCE-03] ${locale}: a cutoff is moved once its consequences are agreed to, and the trail keeps both days`, async ({
    page,
  }) => {
    await signInAs(page, 'administrator', locale);
    await page.goto(`/${locale}/taskforce/programmes`);
    await page.getByRole('link', { name: say.masks }).click();
    await expect(page.getByRole('heading', { level: 1, name: say.masks })).toBeVisible();
    await expectAccessibleAtAnyWidth(page, locale);

    const cutoff = page.locator('#change-claimsLastOn');
    await cutoff.fill('2020-01-01');
    await page.getByRole('button', { name: say.foresee }).click();
    await expect(page.locator('#change [role=alert]')).toContainText(say.order);
    await expectAccessible(page, locale);

    await cutoff.fill('2020-06-21');
    await page.getByRole('button', { name: say.foresee }).click();
    await expect(page.getByText(say.foreseen)).toBeVisible();
    await expectAccessible(page, locale);
    await page.getByRole('button', { name: say.change }).click();
    await expect(page.getByRole('heading', { name: say.changed })).toBeVisible();
    await expect(page.locator('#change-claimsLastOn')).toHaveValue('2020-06-21');

    await page.goto(`/${locale}/taskforce/audit?action=programme.change`);
    const newest = page.getByRole('row').filter({ hasText: say.programmeChanged }).first();
    await expect(newest).toContainText(say.trail);
    await expect(newest).toContainText(say.former);

    // The day of the letter again, for whoever comes after.
    await page.goBack();
    await page.locator('#change-claimsLastOn').fill('2020-06-20');
    await page.getByRole('button', { name: say.foresee }).click();
    await page.getByRole('button', { name: say.change }).click();
    await expect(page.getByRole('heading', { name: say.changed })).toBeVisible();
    await expect(page.locator('#change-claimsLastOn')).toHaveValue('2020-06-20');
  });

  test(`[TASKFORCE-04] ${locale}: a number is looked up on a list and stands in no address`, async ({ page }) => {
    await signInAs(page, 'administrator', locale);
    await page.goto(
      `/${locale}/taskforce/lists?programme=strategic-reserve-2020&profession=general-practitioner&number=1`,
    );
    await expectAccessible(page, locale);
    await page.getByRole('link', { name: say.list }).click();
    await expect(page.getByRole('heading', { level: 1, name: say.list })).toBeVisible();
    await expectAccessibleAtAnyWidth(page, locale);
    const address = page.url();
    const lookUp = async (number: string) => {
      await page.getByLabel(say.number).fill(number);
      await page.getByRole('button', { name: say.find, exact: true }).click();
    };
    await lookUp(demonstrationNumbers['general-practitioner'].number);
    await expect(page.getByRole('heading', { name: say.onList })).toBeVisible();
    await lookUp('1-99998-00-003');
    await expect(page.getByRole('heading', { name: say.notThere })).toBeVisible();
    await expectAccessible(page, locale);
    expect(page.url()).toBe(address);
  });
}
