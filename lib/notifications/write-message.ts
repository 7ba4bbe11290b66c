import type { Statements } from '#lib/db/statements.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { enqueue } from '#lib/shared/jobs.ts';
import { queues } from '#lib/shared/queues.ts';
import type { MessageTemplate } from './templates.ts';

export type MessageInput = {
  /** Names the texts `mail.<template>.subject` and `.body`. */
  readonly template: MessageTemplate;
  readonly language: Language;
  readonly toEmail: string;
  /** What the texts need; kept. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** Links with tokens, emptied once sent. The text's arguments as well. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The same message is written once: a second one with this key is dropped. */
  readonly dedupKey?: string;
};

/**
 * Writes a message to send in the caller's transaction, and the job that sends it. False where one with its key was
 * written before: then this one is dropped.
 */
export async function writeMessage(tx: Statements, message: MessageInput): Promise<boolean> {
  const written = await tx.$executeRaw`
    INSERT INTO outbox (template, language, to_email, params, secrets, dedup_key)
    VALUES (${message.template}, ${message.language}::"Language", ${message.toEmail.toLowerCase()},
            ${JSON.stringify(message.params ?? {})}::jsonb,
            ${message.secrets === undefined ? null : JSON.stringify(message.secrets)}::jsonb, ${message.dedupKey ?? null})
    ON CONFLICT (dedup_key) DO NOTHING`;
  if (written === 0) return false;
  await enqueue(tx, queues.deliverMessages);
  return true;
}
