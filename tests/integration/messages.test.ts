import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailInbox, startMailInbox } from '#lib/cli/mail-inbox.ts';
import { findFreePort } from '#lib/cli/ports.ts';
import { getDb } from '#lib/db/client.ts';
import { locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { startJobs } from '#lib/jobs/start-jobs.ts';
import { deliverMessages, secondsUntilRetry } from '#lib/notifications/deliver-messages.ts';
import { purgeMessages } from '#lib/notifications/purge.ts';
import { renderMessage } from '#lib/notifications/render-message.ts';
import { messageTemplates } from '#lib/notifications/templates.ts';
import { type MessageInput, writeMessage } from '#lib/notifications/write-message.ts';
import { createTestDatabase } from '../support/database.ts';
import { setPortalEnvironment, someEmail } from '../support/people.ts';

let smtpPort: number;
let inbox: MailInbox | undefined;

beforeAll(async () => {
  smtpPort = await findFreePort();
  setPortalEnvironment({ SMTP_URL: `smtp://127.0.0.1:${smtpPort}` });
  await createTestDatabase();
});

beforeEach(async () => {
  await getDb().outbox.updateMany({ where: { sentAt: null }, data: { failedAt: new Date() } });
});

afterAll(async () => inbox?.stop());

async function openInbox(): Promise<MailInbox> {
  inbox ??= await startMailInbox({ smtpPort });
  inbox.clear();
  return inbox;
}

async function closeInbox(): Promise<void> {
  await inbox?.stop();
  inbox = undefined;
}

const link = 'http://localhost:3999/fr/sign-in/confirm?token=abc&email=a%40b';

async function write(toEmail: string, message: Partial<MessageInput> = {}): Promise<boolean> {
  return getDb().$transaction((tx) =>
    writeMessage(tx, {
      template: 'sign-in',
      language: 'fr',
      toEmail,
      params: { minutes: 60 },
      secrets: { link },
      ...message,
    }),
  );
}

const rowFor = (toEmail: string) => getDb().outbox.findFirstOrThrow({ where: { toEmail } });

/** As if the wait until the next attempt were over. */
const becomeDue = () => getDb().outbox.updateMany({ where: { sentAt: null }, data: { nextAttemptAt: new Date() } });

describe('delivery', () => {
  it('[MAIL-01] sends what is due in its language, as text and HTML, and empties its secrets', async () => {
    const mails = await openInbox();
    const to = someEmail();
    await write(to);
    expect(await deliverMessages()).toEqual({ sent: 1, failed: 0, nextAttemptAt: undefined });
    const [mail] = mails.messages(to);
    expect(mail?.subject).toBe('Votre lien de connexion');
    expect(mail?.text).toContain(`Me connecter\n${link}\n`);
    expect(mail?.html).toContain('<html lang="fr">');
    expect(mail?.html).toContain(`<a href="${link.replaceAll('&', '&amp;')}"`);
    expect(mail?.headers).toMatchObject({ 'auto-submitted': 'auto-generated', 'content-language': 'fr' });
    expect(await rowFor(to)).toMatchObject({ secrets: null, attempts: 1, failedAt: null });
    expect((await rowFor(to)).sentAt).not.toBeNull();
    expect((await deliverMessages()).sent).toBe(0);
  });

  it('[MAIL-02] tries again once the server is back, and meanwhile spends no attempts of the others', async () => {
    await closeInbox();
    const all = [someEmail('a'), someEmail('b'), someEmail('c'), someEmail('d'), someEmail('e')];
    for (const to of all) await write(to);
    const away = await deliverMessages();
    expect(away.sent).toBe(0);
    expect(away.failed).toBeLessThanOrEqual(3);
    expect(away.nextAttemptAt).toBeDefined();
    const waiting = await getDb().outbox.findMany({ where: { toEmail: { in: all } } });
    expect(waiting.every(({ sentAt, secrets }) => sentAt === null && secrets !== null)).toBe(true);
    expect(waiting.filter(({ attempts }) => attempts > 0)).toHaveLength(away.failed);

    const mails = await openInbox();
    await becomeDue();
    expect(await deliverMessages()).toMatchObject({ sent: 5, failed: 0 });
    expect(all.map((to) => mails.messages(to).length)).toEqual([1, 1, 1, 1, 1]);
  });

  it('[MAIL-03] gives a message up after the eighth attempt, and waits longer each time', async () => {
    await closeInbox();
    const to = someEmail();
    await write(to);
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      await deliverMessages();
      const { nextAttemptAt, attempts, failedAt } = await rowFor(to);
      expect({ attempts, failedAt }).toEqual({ attempts: attempt, failedAt: null });
      const wait = (nextAttemptAt.getTime() - Date.now()) / 1_000;
      expect(Math.abs(wait - secondsUntilRetry(attempt))).toBeLessThan(3);
      await becomeDue();
    }
    await deliverMessages();
    expect(await rowFor(to)).toMatchObject({ attempts: 8, secrets: null, sentAt: null });
    expect((await rowFor(to)).failedAt).not.toBeNull();
    expect((await deliverMessages()).nextAttemptAt).toBeUndefined();
  });

  it('[MAIL-04] sends each message once, however many workers look at the same time', async () => {
    const mails = await openInbox();
    const all = Array.from({ length: 60 }, (_, index) => someEmail(`n${index}`));
    for (const to of all) await write(to);
    const passes = await Promise.all([deliverMessages(), deliverMessages(), deliverMessages()]);
    expect(passes.map(({ sent }) => sent).reduce((sum, sent) => sum + sent, 0)).toBe(60);
    expect(mails.messages()).toHaveLength(60);
    expect(new Set(mails.messages().flatMap(({ to }) => to)).size).toBe(60);
  });

  it('[MAIL-05] is not held up by one message that can’t be written', async () => {
    const mails = await openInbox();
    const [broken, whole] = [someEmail('broken'), someEmail('whole')];
    await write(broken, { params: {}, secrets: {} });
    await write(whole);
    expect(await deliverMessages()).toMatchObject({ sent: 1, failed: 1 });
    expect(mails.messages(whole)).toHaveLength(1);
    expect(mails.messages(broken)).toHaveLength(0);
  });

  it('[MAIL-06] writes the same message once', async () => {
    const to = someEmail();
    const written = [];
    for (const _ of ['first', 'second']) written.push(await write(to, { dedupKey: `test:${to}` }));
    expect(written).toEqual([true, false]);
    expect(await getDb().outbox.count({ where: { toEmail: to } })).toBe(1);
  });

  it('[MAIL-07] forgets to whom it wrote after ninety days, but not that it did', async () => {
    await openInbox();
    const to = someEmail();
    await write(to, { dedupKey: `old:${to}` });
    await deliverMessages();
    await getDb().outbox.updateMany({
      where: { toEmail: to },
      data: { sentAt: new Date(Date.now() - 91 * 24 * 60 * 60 * 1_000) },
    });
    expect(await purgeMessages()).toBe(1);
    await write(to, { dedupKey: `old:${to}` });
    expect(await getDb().outbox.count({ where: { toEmail: to } })).toBe(0);
  });

  it('[MAIL-08] leaves within two seconds of its commit while the workers run', async () => {
    const mails = await openInbox();
    const jobs = await startJobs();
    try {
      await mails.waitFor(await written('warm-up'), () => true, 10_000);
      const to = await written('timed');
      const begun = Date.now();
      await mails.waitFor(to, () => true, 5_000);
      expect(Date.now() - begun).toBeLessThan(2_000);
    } finally {
      await jobs.stop();
    }

    async function written(name: string): Promise<string> {
      const to = someEmail(name);
      await write(to);
      return to;
    }
  });
});

describe('a message', () => {
  it.each(locales)('[MAIL-10] in %s has its words, whichever it is', async (language) => {
    const { mail } = await loadMessages(language);
    const unworded = messageTemplates.filter((template) => {
      const words: unknown = mail?.[template];
      return ['subject', 'body'].some((part) => typeof Reflect.get(Object(words), part) !== 'string');
    });
    expect(unworded).toEqual([]);
  });

  it.each(locales)('[MAIL-09] in %s treats what a stranger typed as text', async (language) => {
    const values = {
      minutes: 60,
      link: 'https://elsewhere.invalid/<b>"x"</b>',
    };
    const { html, text } = await renderMessage({ template: 'sign-in', language, values });
    expect(html).not.toContain('href="https://elsewhere.invalid');
    expect(html).not.toContain('<b>');
    expect(text).toContain('https://elsewhere.invalid/');
  });
});
