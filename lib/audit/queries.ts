import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
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
  /** What people call it, where it has a name. */
  readonly subjectName: string | null;
  readonly provinceCode: string | null;
  /** As they were written, but for what has a name: places and staff are said by theirs. */
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
  const shown = found.slice(0, page.size).map((entry) => ({ ...entry, details: wordsOf(entry.details) }));
  const names = await loadNames(shown.flatMap(({ subjectId, details }) => [subjectId, ...Object.values(details)]));
  return {
    entries: shown.map((entry) => ({
      id: String(entry.id),
      at: entry.businessAt,
      action: entry.action,
      actorKind: entry.actorKind,
      actorName: entry.user?.name ?? entry.user?.email ?? null,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      subjectName: names.get(entry.subjectId) ?? null,
      provinceCode: entry.provinceCode,
      details: Object.fromEntries(
        Object.entries(entry.details).map(([name, value]) => [name, names.get(value) ?? value]),
      ),
    })),
    next: found.length > page.size ? String(shown.at(-1)?.id) : undefined,
  };
}

/** The names of the places and staff among these identifiers; care providers are never named. */
async function loadNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)))];
  if (wanted.length === 0) return new Map();
  const { rows } = await getPool().query<{ id: string; name: string }>({
    name: 'names-in-the-trail',
    text: `
      SELECT id, name FROM depot WHERE id = ANY ($1::uuid[])
      UNION ALL SELECT id, name FROM pickup_point WHERE id = ANY ($1::uuid[])
      UNION ALL SELECT u.id, coalesce(u.name, u.email) FROM app_user u
                 WHERE u.id = ANY ($1::uuid[]) AND EXISTS (SELECT FROM role_assignment r WHERE r.user_id = u.id)`,
    values: [wanted],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function wordsOf(details: unknown): Record<string, string> {
  if (typeof details !== 'object' || details === null) return {};
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]));
}
