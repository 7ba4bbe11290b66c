import { expect, type Page, test } from '@playwright/test';
import { readMail } from '../support/inbox.ts';
import { inviteOne } from '../support/invitation.ts';
import { expectAccessible, signInAs } from '../support/journey.ts';
import { wordsIn } from '../support/words.ts';

/** Chooses a time of the day shown, the first or another, and answers what the choice says. */
async function choose(page: Page, index: number, button: string): Promise<void> {
  await page.locator('input[name="slotId"]').nth(index).check();
  await page.getByRole('button', { name: button }).click();
}

const journeys = [
  { locale: 'fr', person: 'general-practitioner', email: 'general.practitioner@demo.invalid', javaScriptEnabled: true },
  { locale: 'nl', person: 'dentist', email: 'dentist@demo.invalid', javaScriptEnabled: false },
] as const;

for (const { locale, person, email, javaScriptEnabled } of journeys) {
  test.describe(`${locale}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('[BOOKING-01] books a slot, has a ticket and a mail, moves, cancels, declines and takes it back', async ({
      page,
    }) => {
      const say = await wordsIn(locale);
      const look = async () => {
        if (javaScriptEnabled) await expectAccessible(page);
      };
      await signInAs(page, person, locale);
      await page.goto(`/${locale}/provider`);
      await look();
      await page.getByText(say('provider.why.entitled')).first().click();
      await expect(page.getByText(say('rules.reasons.right-to-practise-held')).first()).toBeVisible();

      await page.getByRole('link', { name: say('provider.choose.button') }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('booking.choose.title'));
      await look();
      // Nothing chosen: the page says so, and keeps what it shows.
      await page.getByRole('button', { name: say('booking.choose.confirm') }).click();
      await expect(page.getByRole('alert').filter({ hasText: say('booking.errors.slot') })).toBeVisible();
      const asked = Date.now();
      await choose(page, 0, say('booking.choose.confirm'));
      await expect(page).toHaveURL(/\/ticket\?done=booked$/);
      await look();
      const code = await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
      await expect(page.getByRole('img', { name: code })).toBeVisible();

      const ticket = page.url().replace(/\?.*$/, '');
      const calendar = await page.request.get(`${ticket}/calendar.ics`);
      expect(calendar.headers()['content-type']).toContain('text/calendar');
      expect(await calendar.text()).toContain(say('booking.calendar.summary'));
      const mail = await readMail(
        email,
        ({ text, receivedAt }) => text.includes(code) && Date.parse(receivedAt) >= asked,
      );
      expect(mail.text).toContain('/ticket');

      await page.getByRole('link', { name: say('booking.ticket.move') }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('booking.choose.titleMove'));
      await look();
      await page
        .getByRole('navigation', { name: say('booking.choose.days') })
        .getByRole('link')
        .nth(1)
        .click();
      await expect(page).toHaveURL(/day=/);
      await choose(page, 1, say('booking.choose.confirmMove'));
      await expect(page).toHaveURL(/\/ticket\?done=moved$/);
      await expect(page.getByText(code)).toHaveCount(0);

      await page.getByText(say('booking.ticket.cancel')).click();
      await page.getByRole('button', { name: say('booking.ticket.cancelConfirm') }).click();
      await expect(page.getByRole('status').filter({ hasText: say('provider.done.cancelled') })).toBeVisible();
      expect((await page.request.get(`${ticket}/calendar.ics`)).status()).toBe(404);

      await page.getByText(say('provider.decline.label')).first().click();
      await page.getByRole('button', { name: say('provider.decline.confirm') }).click();
      await expect(page.getByText(say('provider.declined.title'))).toBeVisible();
      await look();
      await page.getByRole('button', { name: say('provider.declined.resume') }).click();
      await expect(page.getByRole('link', { name: say('provider.choose.button') })).toBeVisible();
    });
  });
}

for (const { locale, email, javaScriptEnabled } of journeys) {
  test.describe(`${locale}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('[SIGNIN-12] an invitation says whose it is and how long it opens, and one button leads to one’s own page', async ({
      page,
    }) => {
      const owner = process.env.PORTAL_E2E_OWNER_URL;
      test.skip(owner === undefined, 'The database of a server that runs elsewhere is out of reach.');
      const say = await wordsIn(locale);
      const token = await inviteOne(owner ?? '', email);
      // Looking opens nothing, and the link opens more than once.
      for (const _ of ['first', 'second']) {
        await page.context().clearCookies();
        await page.goto(`/${locale}/invitation/${token}`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('auth.invitation.title'));
        await expect(page.getByRole('main')).toContainText(/\b59\b/);
        if (javaScriptEnabled) await expectAccessible(page);
        await page.getByRole('button', { name: say('auth.invitation.submit') }).click();
        await expect(page).toHaveURL(new RegExp(`/${locale}/provider$`));
        await expect(page.getByRole('button', { name: say('auth.header.signOut') })).toBeVisible();
        await expect(page.getByRole('link', { name: say('provider.choose.button') })).toBeVisible();
      }
    });
  });
}

test('[BOOKING-06] the ticket prints on one page', async ({ page }) => {
  const say = await wordsIn('de');
  await signInAs(page, 'dentist', 'de');
  await page.goto('/de/provider');
  await page.getByRole('link', { name: say('provider.choose.button') }).click();
  await choose(page, 2, say('booking.choose.confirm'));
  await expect(page).toHaveURL(/done=booked/);
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g);
  expect(pages).toHaveLength(1);
  await page.getByText(say('booking.ticket.cancel')).click();
  await page.getByRole('button', { name: say('booking.ticket.cancelConfirm') }).click();
  await expect(page).toHaveURL(/done=cancelled/);
});

test('[PROVIDER-02] a nurse of a grouping sees who brings the parcel, and books nothing', async ({ page }) => {
  const say = await wordsIn('nl');
  await signInAs(page, 'home-nurse', 'nl');
  await page.goto('/nl/provider');
  await expect(page.getByRole('heading', { name: say('provider.grouping.title') })).toBeVisible();
  await expect(page.getByRole('link', { name: say('provider.choose.button') })).toHaveCount(0);
  await expectAccessible(page);
});

test('[PROVIDER-01] [WHY-01] a midwife missing from a list sees why, what is missing and what to do', async ({
  page,
}) => {
  const say = await wordsIn('de');
  await signInAs(page, 'midwife', 'de');
  await page.goto('/de/provider');
  await expect(page.getByText(say('provider.unlisted.title')).first()).toBeVisible();
  await expect(page.getByText(say('provider.why.unlisted')).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: say('why.registers.title') }).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: say('why.settleTitle') }).first()).toBeVisible();
  await expect(page.getByText(say('rules.missing.ambulatoryShares')).first()).toBeVisible();
  await expect(page.getByRole('link', { name: say('provider.unlisted.report') }).first()).toBeVisible();
  await expectAccessible(page);
});

test('[PROVIDER-03] one corrects one’s own details, and an address in no use is told so', async ({ page }) => {
  const say = await wordsIn('en');
  await signInAs(page, 'home-nurse', 'en');
  await page.goto('/en/provider/details');
  await expectAccessible(page);
  await page.getByLabel(say('provider.details.phone')).fill('abc');
  await page.getByRole('button', { name: say('provider.details.save'), exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: say('provider.errors.phone') })).toBeVisible();
  await page.getByLabel(say('provider.details.phone')).fill('+32 9 000 00 00');
  await page.getByRole('button', { name: say('provider.details.save'), exact: true }).click();
  await expect(page.getByText(say('provider.done.contact'))).toBeVisible();
  await page.getByLabel(say('provider.details.postcode')).fill('90');
  await page.getByRole('button', { name: say('provider.details.saveDomicile') }).click();
  await expect(page.getByRole('alert').filter({ hasText: say('errors.postcode') })).toBeVisible();
});
