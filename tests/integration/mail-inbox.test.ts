import nodemailer from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailInbox, startMailInbox } from '#lib/cli/mail-inbox.ts';

let inbox: MailInbox;

beforeAll(async () => {
  inbox = await startMailInbox({ keep: 3 });
});
beforeEach(() => inbox.clear());
afterAll(() => inbox.stop());

async function send(to: string, subject: string, text = 'Text'): Promise<void> {
  const transport = nodemailer.createTransport(inbox.smtpUrl);
  await transport.sendMail({ from: 'Portal <portal@portal.invalid>', to, subject, text, html: `<p>${text}</p>` });
  transport.close();
}

describe('the mail inbox', () => {
  it('keeps a message with its parts and finds it by its address, whatever the case', async () => {
    await send('Some.One@care.invalid', 'Rendez-vous confirmé – 6 juillet', 'https://portal.invalid/fr?token=a&b=c');
    await send('other@care.invalid', 'Other');
    const [message, ...others] = inbox.messages('some.one@CARE.invalid');
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      from: 'Portal <portal@portal.invalid>',
      to: ['some.one@care.invalid'],
      subject: 'Rendez-vous confirmé – 6 juillet',
      attachments: [],
    });
    expect(message?.text.trim()).toBe('https://portal.invalid/fr?token=a&b=c');
  });

  it('waits for a message that has not come yet, and gives up in time', async () => {
    const coming = inbox.waitFor('late@care.invalid', (message) => message.subject === 'Second');
    await send('late@care.invalid', 'First');
    await send('late@care.invalid', 'Second');
    await expect(coming).resolves.toMatchObject({ subject: 'Second' });
    await expect(inbox.waitFor('never@care.invalid', undefined, 20)).rejects.toThrow('never@care.invalid');
  });

  it('shows the messages as JSON and as pages, with what was sent escaped', async () => {
    await send('a@care.invalid', '<b>Subject</b>', 'See https://portal.invalid/x?a=1&b=2');
    const list: unknown = await (await fetch(`${inbox.url}/api/messages?to=a@care.invalid`)).json();
    expect(list).toMatchObject([{ subject: '<b>Subject</b>' }]);
    const page = await (await fetch(inbox.url)).text();
    expect(page).toContain('&lt;b&gt;Subject&lt;/b&gt;');
    const id = inbox.messages()[0]?.id;
    const message = await (await fetch(`${inbox.url}/messages/${id}`)).text();
    expect(message).toContain('<a href="https://portal.invalid/x?a=1&amp;b=2">');
    expect((await fetch(`${inbox.url}/messages/999`)).status).toBe(404);
  });

  it('keeps the last messages only', async () => {
    for (const subject of ['first', 'second', 'third', 'fourth']) await send('many@care.invalid', subject);
    expect(inbox.messages().map(({ subject }) => subject)).toEqual(['fourth', 'third', 'second']);
  });
});
