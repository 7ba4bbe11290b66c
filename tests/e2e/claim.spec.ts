import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import type { Locale } from '#lib/i18n/locales.ts';
import { makeNihdi } from '#lib/identifiers/nihdi.ts';
import { linkIn, readMail } from '../support/inbox.ts';
import { expectAccessible, signInAs } from '../support/journey.ts';
import { wordsIn } from '../support/words.ts';

/** What the person and the reviewer read, in the two languages of the journey. */
const words = {
  fr: {
    send: 'Envoyer le signalement',
    insisted: 'Mon numéro est exact',
    arrived: 'Votre signalement est arrivé',
    confirm: 'Confirmer mon signalement',
    open: 'En cours d’examen',
    question: 'Une question vous attend',
    answer: 'Envoyer la réponse',
    accepted: 'Accepté',
    accept: 'Accepter',
    acceptSend: 'Accepter et publier',
    ask: 'Poser une question',
    askSend: 'Envoyer la question',
    toMe: 'Me le confier',
    published: 'la liste complémentaire est publiée',
    listed: 'Vous êtes repris·e dans la liste',
    check: 'Vérifier',
    wrongType: 'n’est ni un PDF',
  },
  de: {
    send: 'Die Meldung senden',
    insisted: 'Meine Nummer ist richtig',
    arrived: 'Ihre Meldung ist eingegangen',
    confirm: 'Meine Meldung bestätigen',
    open: 'In Prüfung',
    question: 'Eine Frage wartet auf Sie',
    answer: 'Die Antwort senden',
    accepted: 'Angenommen',
    accept: 'Annehmen',
    acceptSend: 'Annehmen und veröffentlichen',
    ask: 'Eine Frage stellen',
    askSend: 'Die Frage senden',
    toMe: 'Mir zuweisen',
    published: 'die ergänzende Liste veröffentlicht',
    listed: 'Sie sind in der Liste aufgeführt',
    check: 'Prüfen',
    wrongType: 'ist weder ein PDF',
  },
} as const;

type Words = (typeof words)[keyof typeof words];

const pdf = Buffer.from('%PDF-1.7\n%synthetic evidence\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Numbers above those of the sample, a new one each run and language. */
function unknownNumber(): string {
  return makeNihdi(`1${String(95_000 + Math.floor(Math.random() * 4_900))}`, '003');
}

async function withoutScripts(page: Page): Promise<BrowserContext> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser');
  return browser.newContext({ javaScriptEnabled: false });
}

for (const locale of ['fr', 'de'] as const satisfies Locale[]) {
  const say = words[locale];

  test(`[CLAIM-01] [WHY-04] ${locale}: missing from the list, reported without scripts, examined, found by the check`, async ({
    page,
  }) => {
    test.setTimeout(150_000);
    const word = await wordsIn(locale);
    const number = unknownNumber();
    const email = `claimant.${locale}.${Date.now()}@test.invalid`;

    const context = await withoutScripts(page);
    const visitor = await context.newPage();
    await readWhy(visitor, locale);
    const reference = await reportMissing(visitor, { say, number, email });

    const received = await readMail(email, ({ subject }) => subject.includes(reference));
    const link = linkIn(received, '/claim/');
    // Opening the link alone confirms nothing.
    await visitor.goto(link);
    await visitor.goto(link);
    await visitor.getByRole('button', { name: say.confirm }).click();
    await expect(visitor.getByRole('heading', { name: new RegExp(say.open) })).toBeVisible();

    await signInAs(page, 'administrator', locale);
    await page.goto(`/${locale}/taskforce/claims?q=${reference}`);
    await expectAccessible(page, locale);
    await page.getByRole('link', { name: reference }).click();
    await page.waitForURL(new RegExp(reference));
    await expectAccessible(page, locale);
    await page.getByRole('button', { name: say.toMe }).click();
    await page.waitForURL(/done=assigned/);

    await page.getByText(say.ask, { exact: true }).click();
    await page.locator('#ask-text').fill('Welche Adresse? Quelle adresse ?');
    await page.getByRole('button', { name: say.askSend }).click();
    await page.waitForURL(/done=asked/);

    // The person answers, still without scripts, first with an empty text: the file of that post is kept.
    await visitor.goto(link);
    await expect(visitor.getByRole('heading', { name: new RegExp(say.question) })).toBeVisible();
    await visitor
      .locator('#answer-files')
      .setInputFiles({ name: 'proof.pdf', mimeType: 'application/pdf', buffer: pdf });
    await visitor.getByRole('button', { name: say.answer }).click();
    await expect(visitor.getByText('proof.pdf')).toBeVisible();
    await visitor.locator('#answer-text').fill('Example Street 1.');
    await visitor.getByRole('button', { name: say.answer }).click();
    await expect(visitor.getByRole('heading', { name: new RegExp(say.open) })).toBeVisible();

    await page.goto(`/${locale}/taskforce/claims/${reference}`);
    // What would settle it stands beside what is stated, and only what is not met can be corrected.
    await expect(page.getByRole('heading', { name: word('claim-review.rules.settle') })).toBeVisible();
    await page.getByText(say.accept, { exact: true }).click();
    await expect(page.getByRole('group', { name: word('claim-review.accept.corrects') })).toBeVisible();
    // Not against the rules: what the evidence shows has to be said.
    await page.locator('#accept-identityVerified').check();
    await page.getByRole('button', { name: say.acceptSend }).click();
    await expect(page.locator('#accept [role="alert"]')).toBeVisible();
    await page.locator('#accept-registered').check();
    await page.locator('#accept-ambulatoryPercent').fill('80');
    await page.getByRole('button', { name: say.acceptSend }).click();
    await expect(page.getByText(say.published)).toBeVisible({ timeout: 20_000 });
    const corrected = page.getByText(word('why.corrected').split('{')[0] ?? '');
    await expect(corrected).toContainText(word('rules.missing.registered'));
    await expect(corrected).toContainText(word('rules.missing.ambulatoryShares'));
    await expectAccessible(page, locale);

    await readMail(email, ({ subject }) => subject.includes(reference) && /list/i.test(subject));
    await visitor.goto(link);
    await expect(visitor.getByRole('heading', { name: new RegExp(say.accepted) }).first()).toBeVisible();
    await expect(visitor.getByText(word('rules.missing.registered')).first()).toBeVisible();

    await visitor.goto(`/${locale}/check`);
    await visitor.locator('input[name="number"]').fill(number);
    await visitor.locator('input[name="postcode"]').fill('4700');
    await visitor.locator('main button[type="submit"]').first().click();
    await expect(visitor.getByRole('heading', { name: new RegExp(say.listed) }).first()).toBeVisible();
    await context.close();
  });
}

/**
 * Reads on the midwife's own page why a list does not have them, and goes on to the form. They are missing in other
 * journeys too, so what is reported there is about somebody whom no register knows.
 */
async function readWhy(visitor: Page, locale: Locale): Promise<void> {
  const word = await wordsIn(locale);
  await signInAs(visitor, 'midwife', locale);
  await visitor.goto(`/${locale}/provider`);
  const card = visitor
    .getByRole('region', { name: word('rules.programmes.strategic-reserve-2020') })
    .filter({ hasText: word('provider.unlisted.title') });
  await expect(card.getByRole('heading', { name: word('why.registers.title') })).toBeVisible();
  await expect(card.getByText(word('rules.missing.ambulatoryShares')).first()).toBeVisible();
  await expect(card.getByRole('heading', { name: word('why.settleTitle') })).toBeVisible();
  await card.getByRole('link', { name: word('provider.unlisted.report') }).click();
  await expect(visitor).toHaveURL(new RegExp(`/${locale}/claim$`));
}

/** Fills the form in that one is on, first with mistakes: its text and its files survive. Gives the reference. */
async function reportMissing(
  visitor: Page,
  { say, number, email }: { say: Words; number: string; email: string },
): Promise<string> {
  await visitor.locator('input[name="programmes"][value="strategic-reserve-2020"]').check();
  await visitor.locator('select[name="professionCode"]').selectOption('general-practitioner');
  await visitor.locator('input[name="number"]').fill('19000123003');
  const texts = {
    givenName: 'Sample',
    familyName: 'Claimant',
    street: 'Example Street 1',
    postcode: '4700',
    municipality: 'Eupen',
    activeSinceOn: '2015-09-01',
    email: 'nobody',
  };
  for (const [name, value] of Object.entries(texts)) await visitor.locator(`input[name="${name}"]`).fill(value);
  await visitor.locator('textarea[name="workplace"]').fill('Example practice\nExample Street 2');
  await visitor.locator('input[name="files"]').setInputFiles([
    { name: 'contract.pdf', mimeType: 'application/pdf', buffer: pdf },
    { name: 'photo.png', mimeType: 'image/png', buffer: png },
    { name: 'macro.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ not a document') },
  ]);
  await visitor.getByRole('button', { name: say.send }).click();

  // Every mistake at once; nothing that was typed or sent is lost.
  await expect(visitor.locator('#claim [role="alert"] li')).toHaveCount(3);
  await expect(visitor.getByText(new RegExp(`macro.pdf.*${say.wrongType}`)).first()).toBeVisible();
  await expect(visitor.locator('input[name="familyName"]')).toHaveValue('Claimant');
  await expect(visitor.locator('textarea[name="workplace"]')).toHaveValue('Example practice\nExample Street 2');
  await expect(visitor.locator('input[name="programmes"]:checked')).toHaveCount(1);
  const kept = visitor.locator('input[name="filesKept"]');
  await expect(kept).toHaveCount(2);
  await expect(visitor.getByLabel(say.insisted)).toBeVisible();

  // A second mistake: the first file is removed, the second stays.
  await kept.first().uncheck();
  await visitor.locator('input[name="number"]').fill(number);
  await visitor.getByRole('button', { name: say.send }).click();
  await expect(visitor.locator('#claim [role="alert"] li')).toHaveCount(1);
  await expect(kept).toHaveCount(1);
  await expect(visitor.getByText('photo.png')).toBeVisible();

  await visitor.locator('input[name="email"]').fill(email);
  await visitor.getByRole('button', { name: say.send }).click();
  await expect(visitor.getByRole('heading', { name: say.arrived })).toBeVisible();
  const reference = (await visitor.locator('main').textContent())?.match(/M-[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0] ?? '';
  expect(reference).not.toBe('');
  return reference;
}

test('[CLAIM-06] with scripts nothing is lost either, and a file that is too large is told before it travels', async ({
  page,
}) => {
  await page.goto('/en/claim');
  await expectAccessible(page);
  const files = page.locator('input[name="files"]');
  await files.setInputFiles({ name: 'huge.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(6 * 1024 * 1024) });
  await page.locator('input[name="familyName"]').fill('Claimant');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(page.locator('#claim [role="alert"]')).toContainText('huge.pdf');
  await expect(page.locator('#claim [role="alert"] li')).toHaveCount(1);
  await expectAccessible(page);

  await files.setInputFiles({ name: 'contract.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(page.locator('input[name="filesKept"]')).toHaveCount(1);
  await expect(page.locator('#claim [role="alert"]')).toBeFocused();
  await expect(page.locator('input[name="familyName"]')).toHaveValue('Claimant');
  await page.getByRole('button', { name: 'Send the report' }).click();
  await expect(page.locator('input[name="filesKept"]')).toHaveCount(1);
  await expectAccessible(page);
});

test('[CLAIM-08] a lost link is answered in the same way, whoever asks', async ({ page }) => {
  await page.goto('/en/claim/link');
  await expectAccessible(page);
  await page.locator('input[name="reference"]').fill('M-0000-0000');
  await page.locator('input[name="email"]').fill('somebody@test.invalid');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: /a message is on its way/ })).toBeVisible();
  await expectAccessible(page);
  const response = await page.goto('/en/claim/nothing');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { name: /This link leads to no report/ })).toBeVisible();
  await expectAccessible(page);
});
