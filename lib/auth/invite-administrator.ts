import * as z from 'zod';
import { recordAudit } from '#lib/audit/record.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { locales } from '#lib/i18n/locales.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { type Actor, isAdministrator } from './actor.ts';
import { landingFor } from './landing.ts';
import { createSignInLink, linkSeconds } from './sign-in-link.ts';

const inviteAdministratorSchema = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  /** Of the message, and of the administrator's pages. */
  language: z.enum(locales),
});

export type InviteAdministratorInput = z.input<typeof inviteAdministratorSchema>;
export type InviteAdministratorRefusal = 'not-allowed' | 'input-malformed';

/**
 * Makes whoever has an address an administrator of the taskforce and writes to them with a link to sign in. Allowed to
 * an operator's command and to administrators. Someone who is one already is only written to again.
 */
export async function inviteAdministrator(
  actor: Actor,
  input: InviteAdministratorInput,
): Promise<Result<{ email: string; alreadyOne: boolean }, InviteAdministratorRefusal>> {
  if (actor.kind !== 'system' && !isAdministrator(actor)) return refused('not-allowed');
  const parsed = inviteAdministratorSchema.safeParse(input);
  if (!parsed.success) return refused('input-malformed');
  const { email, language } = parsed.data;
  return inTransaction(async (tx) => {
    const user = await tx.user.upsert({ where: { email }, create: { email, language }, update: { language } });
    const { count } = await tx.roleAssignment.createMany({
      data: [{ userId: user.id, role: 'TASKFORCE_ADMIN' }],
      skipDuplicates: true,
    });
    if (count > 0) {
      await recordAudit(tx, actor, {
        action: 'role.grant',
        subject: { type: 'user', id: user.id },
        details: { role: 'TASKFORCE_ADMIN' },
      });
    }
    const landing = landingFor({ isAdministrator: true, provinces: [] });
    const { confirmPath } = await createSignInLink(tx, { email, language, landing });
    await writeMessage(tx, {
      template: 'administrator-invited',
      language,
      toEmail: email,
      params: { minutes: linkSeconds / 60 },
      secrets: { link: portalUrl(confirmPath) },
    });
    return done({ email, alreadyOne: count === 0 });
  });
}
