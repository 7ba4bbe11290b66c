import { expect, type Page, test } from '@playwright/test';
import type { Locale } from '#lib/i18n/locales.ts';
import { expectAccessible, expectAccessibleAtAnyWidth, signInAs } from '../support/journey.ts';
import { wordsIn } from '../support/words.ts';

const locale: Locale = 'nl';

/** Asks for decisions under a programme, and waits for what they come to. */
async function decide(page: Page, programme: string, say: (key: string) => string): Promise<void> {
  await page.goto(`/${locale}/taskforce/decisions`);
  await page.locator('#decide').getByLabel(say('decisions.programme')).selectOption(programme);
  await page
    .locator('#decide')
    .getByRole('button', { name: say('decisions.decide') })
    .click();
  await page.waitForURL(/\/taskforce\/decisions\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: say('decisions.need.title') })).toBeVisible({ timeout: 90_000 });
}

test('[DECIDE-15] an administrator sees what other rules would come to, beside today', async ({ page }) => {
  test.setTimeout(120_000);
  const say = await wordsIn(locale);
  await signInAs(page, 'administrator', locale);
  await page.goto(`/${locale}/taskforce/decisions`);
  await page.getByRole('link', { name: say('decisions.whatIfLink') }).click();

  // Physiotherapists too, and who was served in the earlier wave left out.
  await page.getByLabel(say('professions.physiotherapist.group')).check();
  await page.getByLabel(say('rules.programmes.emergency-masks-2020')).check();
  await page.getByRole('button', { name: say('decisions.whatIf.compare') }).click();
  const comparison = page.getByRole('region', { name: say('decisions.whatIf.resultTitle') });
  await expect(comparison).toBeVisible({ timeout: 60_000 });
  await expect(comparison.getByText(say('decisions.figures.parcels'), { exact: true }).first()).toBeVisible();
  await expect(comparison.getByText(say('decisions.whatIf.changedMark'))).toHaveCount(2);
  for (const heading of ['need.title', 'whatIf.shortfall', 'whatIf.entitled', 'why.title', 'changes.title']) {
    await expect(comparison.getByRole('heading', { name: say(`decisions.${heading}`), exact: true })).toBeVisible();
  }
  await expectAccessibleAtAnyWidth(page);

  // The same of one province; the trial stays.
  await comparison.getByLabel(say('decisions.filter.province'), { exact: true }).selectOption('BE-WLG');
  await comparison.getByRole('button', { name: say('decisions.filter.show') }).click();
  await page.waitForURL(/add=physiotherapist.*province=BE-WLG/);
  await expect(comparison.getByText(say('decisions.whatIf.changedMark'))).toHaveCount(2, { timeout: 60_000 });
  await expect(comparison.getByRole('rowheader', { name: say('provinces.BE-WLG') }).first()).toBeVisible();
  await expect(comparison.getByRole('rowheader', { name: say('provinces.BE-VAN') })).toHaveCount(0);
});

test('[DECIDE-16] [DECIDE-18] a trial is kept, another discarded, the first adopted with its reason, and decided by', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const say = await wordsIn(locale);
  await signInAs(page, 'administrator', locale);
  // Of a programme that hands nothing over yet, so that nobody else's day changes.
  await page.goto(`/${locale}/taskforce/decisions/what-if?programme=dentist-ffp2-2020&add=midwife`);
  const keep = page.getByRole('button', { name: say('decisions.whatIf.keep'), exact: true });
  await keep.click();
  await expect(page.getByText(say('decisions.errors.name')).first()).toBeVisible();
  await page.getByLabel(say('decisions.whatIf.name')).fill('Vroedvrouwen, proef');
  await keep.click();
  await expect(page.getByRole('heading', { name: say('decisions.told.kept') })).toBeVisible({ timeout: 60_000 });

  const kept = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
  await page.getByLabel(say('decisions.whatIf.name')).fill('Eén te veel');
  await keep.click();
  await kept('Eén te veel').getByText(say('decisions.drafts.discard'), { exact: true }).click();
  await kept('Eén te veel')
    .getByRole('button', { name: say('decisions.drafts.discardButton'), exact: true })
    .click();
  await expect(page.getByRole('heading', { name: say('decisions.told.discarded') })).toBeVisible({ timeout: 60_000 });
  await expect(kept('Eén te veel')).toHaveCount(0);

  const draft = kept('Vroedvrouwen, proef').first();
  await draft.getByText(say('decisions.drafts.adopt'), { exact: true }).click();
  await draft.getByLabel(say('decisions.drafts.reason')).fill('De voorraad laat het toe.');
  await draft.getByRole('button', { name: say('decisions.drafts.adoptButton'), exact: true }).click();
  await expect(page.getByRole('heading', { name: say('decisions.told.adopted') })).toBeVisible({ timeout: 60_000 });
  await expectAccessibleAtAnyWidth(page);

  // The reason stands on the public page of the rules.
  await page.goto(`/${locale}/rules`);
  await expect(page.getByText('De voorraad laat het toe.').first()).toBeAttached({ timeout: 20_000 });
  await expectAccessible(page);

  // It decides from now on: on midwives, too, and for want of the decision to hand out to persons.
  await decide(page, 'dentist-ffp2-2020', say);
  await expect(page.getByText(say('rules.missing.personalDistributionDecision')).first()).toBeVisible();
});

test('[DECIDE-17] a preview tells what decisions come to before they are published', async ({ page }) => {
  test.setTimeout(180_000);
  const say = await wordsIn(locale);
  await signInAs(page, 'administrator', locale);
  await decide(page, 'strategic-reserve-2020', say);
  const preview = page.url();
  for (const heading of ['why.title', 'need.title', 'changes.title', 'publish.title']) {
    await expect(page.getByRole('heading', { name: say(`decisions.${heading}`), exact: true })).toBeVisible();
  }
  await expectAccessibleAtAnyWidth(page);
  await page.getByLabel(say('decisions.filter.province'), { exact: true }).selectOption('BE-WLG');
  await page.getByRole('button', { name: say('decisions.filter.show') }).click();
  await page.waitForURL(/province=BE-WLG/);
  await expect(page.getByRole('rowheader', { name: say('provinces.BE-WLG') })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: say('provinces.BE-VAN') })).toHaveCount(0);
  for (const way of ['in', 'out']) {
    await page.goto(`${preview}/people?way=${way}`);
    await expectAccessibleAtAnyWidth(page);
  }
});
