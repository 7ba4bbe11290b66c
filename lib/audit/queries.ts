import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';

export type AuditView = {
  readonly id: string;
  /** Business time. */
  readonly at: Date;
  readonly action: string;
  readonly actorKind: string;
  readonly actorName: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly provinceCode: string | null;
  readonly details: Readonly<Record<string, string>>;
};

/** The trail from the newest back, a page at a time by id: it grows without end, so it is never counted. Administrators only. */
export async function getAuditTrail(
  actor: Actor,
  page: { readonly before?: string | undefined; readonly action?: string | undefined; readonly size: number },
): Promise<{ readonly entries: readonly AuditView[]; readonly next: string | undefined }> {
  if (!isAdministrator(actor)) throw new NotAllowed('audit');
  const found = await getDb().auditEntry.findMany({
    where: {
      ...(page.before === undefined ? {} : { id: { lt: BigInt(page.before) } }),
      ...(page.action === undefined ? {} : { action: page.action }),
    },
    orderBy: { id: 'desc' },
    take: page.size + 1,
    include: { user: { select: { name: true, email: true } } },
  });
  const shown = found.slice(0, page.size);
  return {
    entries: shown.map((entry) => ({
      id: String(entry.id),
      at: entry.businessAt,
      action: entry.action,
      actorKind: entry.actorKind,
      actorName: entry.user?.name ?? entry.user?.email ?? null,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      provinceCode: entry.provinceCode,
      details: wordsOf(entry.details),
    })),
    next: found.length > page.size ? String(shown.at(-1)?.id) : undefined,
  };
}

function wordsOf(details: unknown): Record<string, string> {
  if (typeof details !== 'object' || details === null) return {};
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]));
}
