import { setTimeout as pause } from 'node:timers/promises';
import type { InboxMessage } from '#lib/cli/mail-inbox.ts';

/** The newest message to an address in the inbox of the browser's tests, waiting for one that satisfies the test. */
export async function readMail(
  to: string,
  matches: (message: InboxMessage) => boolean = () => true,
  milliseconds = 20_000,
): Promise<InboxMessage> {
  const inbox = process.env.PORTAL_E2E_INBOX;
  const deadline = Date.now() + milliseconds;
  while (Date.now() < deadline) {
    const response = await fetch(`${inbox}/api/messages?to=${encodeURIComponent(to)}`);
    const messages: InboxMessage[] = await response.json();
    const found = messages.find(matches);
    if (found) return found;
    await pause(200);
  }
  throw new Error(`No such message to ${to} came within ${milliseconds} ms.`);
}

/** The first address in a message's text that contains a piece. */
export function linkIn(message: InboxMessage, piece: string): string {
  const links = message.text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((candidate) => candidate.includes(piece));
  if (link === undefined) throw new Error(`The message “${message.subject}” has no link with ${piece}.`);
  return link;
}
