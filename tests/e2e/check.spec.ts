import { expect, type Page, test } from '@playwright/test';
import { demonstrationNumbers } from '#lib/demo/people.ts';
import { namespaces } from '#lib/i18n/namespaces.ts';
import { linkIn, readMail } from '../support/inbox.ts';
import { expectAccessible } from '../support/journey.ts';
import { wordsIn } from '../support/words.ts';

/** The demonstration's general practitioner; on the lists, with the postcode of the domicile. */
const listed = { number: '1 99001-43', postcode: '4000' };
/** The demonstration's midwife; on the list of one programme only, with an address on file. */
const missing = demonstrationNumbers.midwife;
const unknown = { number: '59000546527', postcode: '4000' };
/** Its check digits fail, and it is nobody's. */
const failing = { number: '19000282001', postcode: '4000' };

async function check(page: Page, { number, postcode }: { number: string; postcode: string }, submit: string) {
  await page.locator('input[name="number"]:not([type="hidden"])').fill(number);
  await page.locator('input[name="postcode"]:not([type="hidden"])').fill(postcode);
  await page.getByRole('button', { name: submit, exact: true }).click();
}

for (const locale of ['fr', 'nl'] as const) {
  for (const scripts of [false, true]) {
    test.describe(`${locale}, ${scripts ? 'with' : 'without'} scripts`, () => {
      test.use({ javaScriptEnabled: scripts });

      test(`[CHECK-01] ${locale}: someone listed reads it first and large, and what comes next`, async ({ page }) => {
        const say = await wordsIn(locale);
        await page.goto(`/${locale}/check`);
        await check(page, listed, say('check-form.submit'));
        const answer = page.getByRole('region', { name: say('check.listed.title') });
        await expect(answer).toBeVisible();
        await expect(answer.getByText(say('rules.programmes.strategic-reserve-2020')).first()).toBeVisible();
        await expect(
          answer
            .getByRole('term')
            .filter({ hasText: say('check.listed.contents') })
            .first(),
        ).toBeVisible();
        await expect(answer.getByRole('definition').first()).toContainText('400');
        await answer.getByText(say('check.why.listed')).click();
        await expect(answer.getByRole('link', { name: say('check.why.rules') })).toBeVisible();
        await expect(answer.getByText(say('check.listed.when')).first()).toBeVisible();
        await expect(page.locator('input[name="number"]:not([type="hidden"])')).toHaveValue(listed.number);
        expect(page.url()).toMatch(/\/check$/);
        if (scripts) await expectAccessible(page);
      });

      test(`[CHECK-02] ${locale}: someone not found reads the conditions, and goes on to report it`, async ({
        page,
      }) => {
        const say = await wordsIn(locale);
        await page.goto(`/${locale}/check`);
        await check(page, unknown, say('check-form.submit'));
        const answer = page.getByRole('region', { name: say('check.notFound.title') });
        await expect(answer.getByText('20 juni 2020').or(answer.getByText('20 juin 2020')).first()).toBeVisible();
        if (scripts) await expectAccessible(page);
        await answer.getByRole('button', { name: say('check.notFound.claim') }).click();
        await expect(page).toHaveURL(new RegExp(`/${locale}/claim$`));
        await expect(page.locator('input[name="number"]')).toHaveValue(unknown.number);
      });

      test(`[CHECK-07] ${locale}: check digits that fail are explained, and the number can be insisted on`, async ({
        page,
      }) => {
        const say = await wordsIn(locale);
        await page.goto(`/${locale}/check`);
        if (scripts) {
          await page.locator('input[name="number"]').fill(failing.number);
          await page.locator('input[name="postcode"]').focus();
          await expect(page.getByText(say('check-form.numberFails'))).toBeVisible();
        }
        await check(page, failing, say('check-form.submit'));
        const answer = page.getByRole('region', { name: say('check.checkFailed.title') });
        await expect(answer).toBeVisible();
        await answer.getByRole('button', { name: say('check.checkFailed.claim') }).click();
        await expect(page).toHaveURL(new RegExp(`/${locale}/claim$`));
        await expect(page.locator('input[name="number"]')).toHaveValue(failing.number);
      });

      test(`[CHECK-09] ${locale}: whoever asks for the reasons reads the same, whoever they are`, async ({ page }) => {
        const say = await wordsIn(locale);
        const answers: string[] = [];
        for (const person of [missing, unknown]) {
          await page.goto(`/${locale}/check`);
          await check(page, person, say('check-form.submit'));
          await page.getByRole('button', { name: say('check.reasons.send') }).click();
          const answer = page.getByRole('region', { name: say('check.reasons.sentTitle') });
          await expect(answer).toBeVisible();
          answers.push(await answer.innerText());
        }
        expect(answers[1]).toBe(answers[0]);

        // In the language on file, and to the address on file; what they read there, they can report.
        const german = await wordsIn('de');
        const mail = await readMail(
          'midwife@demo.invalid',
          ({ subject }) => subject === german('mail.reasons.subject'),
        );
        expect(mail.text).toContain('Beispiel');
        expect(mail.text).toContain(german('rules.missing.ambulatoryShares'));
        expect(linkIn(mail, '/claim')).toMatch(/\/de\/claim$/);
      });

      test(`[CHECK-10] ${locale}: someone on the list of one programme only, or whose check digits fail, can have the reasons sent`, async ({
        page,
      }) => {
        const say = await wordsIn(locale);
        const expectButton = async (person: typeof unknown, title: string) => {
          await page.goto(`/${locale}/check`);
          await check(page, person, say('check-form.submit'));
          const answer = page.getByRole('region', { name: say(title) });
          await expect(answer.getByRole('button', { name: say('check.reasons.send') })).toBeVisible();
          if (scripts) await expectAccessible(page, locale);
        };
        await expectButton(missing, 'check.listed.title');
        await expectButton(failing, 'check.checkFailed.title');
      });

      test(`[CHECK-08] ${locale}: what can't be read is told beside its field, and kept`, async ({ page }) => {
        const say = await wordsIn(locale);
        await page.goto(`/${locale}/check`);
        await check(page, { number: '123', postcode: '40' }, say('check-form.submit'));
        await expect(page.locator('#check-number-error')).toContainText(say('errors.number-wrong-length'));
        await expect(page.locator('#check-postcode-error')).toContainText(say('errors.postcode'));
        await expect(page.locator('input[name="number"]')).toHaveValue('123');
      });
    });
  }

  test(`[RULES-12] ${locale}: the page of the rules quotes the letter and says what is our own reading`, async ({
    page,
  }) => {
    const say = await wordsIn(locale);
    await page.goto(`/${locale}/rules`);
    for (const code of ['strategic-reserve-2020', 'emergency-masks-2020', 'dentist-ffp2-2020']) {
      await expect(page.getByRole('heading', { name: say(`rules.programmes.${code}`) })).toBeVisible();
    }
    await page.locator('summary').first().click();
    await expect(page.locator('blockquote[lang="fr"]').first()).toContainText('majoritairement actifs');
    await expect(page.getByText(say('rules.notes.registration-means-right-to-practise')).last()).toBeVisible();
    await expect(page.locator('main')).not.toContainText(new RegExp(`\\b(?:${namespaces.join('|')})\\.[a-z]+\\.`));
  });

  test(`[SCHEDULE-02] ${locale}: every province stands on the map and in the list, and leads to its page`, async ({
    page,
  }) => {
    const say = await wordsIn(locale);
    await page.goto(`/${locale}/schedule`);
    await expect(page.locator('main article')).toHaveCount(11);
    await page.getByRole('link', { name: `${say('provinces.BE-WLG')}: ${say('schedule.states.open')}` }).click();
    await expect(page.getByRole('heading', { level: 1, name: say('provinces.BE-WLG') })).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: say('schedule.calendar') }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('BE-WLG.ics');
  });
}
