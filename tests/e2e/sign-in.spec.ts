import { expect, type Page, test } from '@playwright/test';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { linkIn, readMail } from '../support/inbox.ts';
import { expectAccessible, expectAccessibleAtAnyWidth, signInAs } from '../support/journey.ts';
import { shareAddress } from '../support/shared-address.ts';

/** The words of a language by their key, as the page has them. */
async function wordsIn(locale: Locale): Promise<(key: string) => string> {
  const messages = await loadMessages(locale);
  return (key) => String(key.split('.').reduce<unknown>((group, name) => Reflect.get(Object(group), name), messages));
}

async function askForLink(page: Page, locale: Locale, email: string): Promise<void> {
  await page.goto(`/${locale}/sign-in`);
  const words = await wordsIn(locale);
  await page.getByLabel(words('auth.signIn.email')).fill(email);
  await page.getByRole('button', { name: words('auth.signIn.submit') }).click();
  await expect(page).toHaveURL(new RegExp(`/${locale}/sign-in/sent$`));
}

// Each person writes and is written to in another language than the page that asks.
const journeys = [
  { locale: 'fr', email: 'dentist@demo.invalid', written: 'nl', javaScriptEnabled: true },
  { locale: 'en', email: 'midwife@demo.invalid', written: 'de', javaScriptEnabled: false },
] as const;

for (const { locale, email, written, javaScriptEnabled } of journeys) {
  test.describe(`${locale}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('[SIGNIN-01] a link from the inbox signs in, once, and signing out ends it', async ({ page }) => {
      const words = await wordsIn(written);
      const asked = Date.now();
      await askForLink(page, locale, email);
      if (javaScriptEnabled) await expectAccessible(page);

      const mail = await readMail(email, ({ subject, receivedAt }) => {
        return subject === words('mail.sign-in.subject') && Date.parse(receivedAt) >= asked;
      });
      const link = linkIn(mail, '/sign-in/confirm');
      await page.goto(link);
      await expect(page.locator('html')).toHaveAttribute('lang', written);
      await expect(page.locator('meta[name="referrer"]')).toHaveAttribute('content', 'same-origin');
      if (javaScriptEnabled) await expectAccessible(page);
      // Programs that look into mails open links too: opening it once more uses nothing up.
      await page.reload();
      await page.getByRole('button', { name: words('auth.confirm.submit') }).click();
      await expect(page).toHaveURL(new RegExp(`/${written}/provider`));

      await page.goto(link);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('auth.already.title'));

      await page.goto(`/${written}/provider`);
      await page.getByRole('button', { name: words('auth.header.signOut') }).click();
      await expect(page).toHaveURL(new RegExp(`/${written}$`));
      await page.goto(link);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('auth.expired.title'));
      await page.goto(`/${written}/provider/choose`);
      await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
    });
  });
}

test('[SIGNIN-03] an unknown address is answered as a known one, and gets nothing', async ({ page, request }) => {
  const email = 'nobody.at.all@test.invalid';
  await askForLink(page, 'nl', email);
  const words = await wordsIn('nl');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('auth.sent.title'));
  await expect(page.locator('main')).not.toContainText(email);
  const inbox = await request.get(`${process.env.PORTAL_E2E_INBOX}/api/messages?to=${email}`);
  expect(await inbox.json()).toEqual([]);
});

test('[SIGNIN-10] who shares an address says for whom they act', async ({ page }) => {
  const ownerUrl = process.env.PORTAL_E2E_OWNER_URL;
  test.skip(ownerUrl === undefined, 'only where the database of the portal is at hand');
  const email = 'shared.practice@test.invalid';
  const name = await shareAddress(ownerUrl ?? '', email);
  const words = await wordsIn('nl');
  const asked = Date.now();
  await askForLink(page, 'nl', email);
  const mail = await readMail(email, ({ receivedAt }) => Date.parse(receivedAt) >= asked);
  await page.goto(linkIn(mail, '/sign-in/confirm'));
  await page.getByRole('button', { name: words('auth.confirm.submit') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('auth.choose.title'));
  await expectAccessibleAtAnyWidth(page);
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: words('auth.choose.submit') }).click();
  await expect(page).toHaveURL(/\/nl\/provider$/);
  await expect(page.locator('main')).toContainText(name);
});

test('a wrong address is explained in place, and what was typed stays', async ({ page }) => {
  const words = await wordsIn('de');
  await page.goto('/de/sign-in');
  await page.getByLabel(words('auth.signIn.email')).fill('nonsense');
  await page.getByRole('button', { name: words('auth.signIn.submit') }).click();
  await expect(page.getByRole('alert').filter({ hasText: words('auth.signIn.email') })).toBeFocused();
  await expect(page.getByLabel(words('auth.signIn.email'))).toHaveValue('nonsense');
  await expectAccessible(page);
});

test('[SIGNIN-09] the routes of the sign-in library are shut but for the one that takes links', async ({ request }) => {
  for (const path of ['signin', 'signin/email', 'signout', 'session', 'csrf', 'providers']) {
    expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(404);
    expect((await request.post(`/api/auth/${path}`)).status(), path).toBe(405);
  }
  const callback = '/api/auth/callback/email?token=x&email=y&callbackUrl=/nl/provider';
  expect((await request.head(callback)).status()).toBe(405);
  const opened = await request.get(callback, { maxRedirects: 0 });
  expect(opened.headers().location).toMatch(/\/nl\/sign-in\/error\?error=expired$/);
});

test('[SIGNIN-16] who is signed in with another role is told whom a page is for', async ({ page }) => {
  const words = await wordsIn('nl');
  await signInAs(page, 'staff-antwerp', 'nl');
  await page.goto('/nl/taskforce');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('auth.not-allowed.title'));
  await expectAccessible(page);
  await page.getByRole('link', { name: words('auth.not-allowed.own') }).click();
  await expect(page).toHaveURL(/\/nl\/province$/);
});

test('[SIGNIN-17] the head of every page leads to one’s own area, until one signs out', async ({ page, context }) => {
  const words = await wordsIn('de');
  const head = page.getByRole('navigation', { name: words('shell.mainNavigation') });
  const own = head.getByRole('link', { name: words('shell.area.province') });
  await page.goto('/de/check');
  await expect(head.getByRole('link', { name: words('shell.signIn') })).toBeVisible();
  await signInAs(page, 'staff-liege', 'de');
  await page.goto('/de/check');
  await own.click();
  await expect(page).toHaveURL(/\/de\/province$/);
  await expect(own).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: words('auth.header.signOut') }).click();
  await expect(head.getByRole('link', { name: words('shell.signIn') })).toBeVisible();
  expect((await context.cookies()).filter(({ name }) => name === 'portal-area')).toEqual([]);
});

test('[SIGNIN-13] an invitation that is unknown says so and leads on', async ({ page }) => {
  const words = await wordsIn('fr');
  await page.goto('/fr/invitation/not-a-token');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('auth.refused.invitation-unknown.title'));
  await expectAccessible(page);
  await page.getByRole('link', { name: words('auth.invitation.signIn') }).click();
  await expect(page).toHaveURL(/\/fr\/sign-in$/);
});
