import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { type Actor, systemActor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { PublicationResult } from '#lib/eligibility/publication-result.ts';
import { publishAmendment } from '#lib/eligibility/publish-amendment.ts';
import { type PublishDecidedInput, publishDecided } from '#lib/eligibility/publish-decided.ts';
import type { PublicationRefusal } from '#lib/eligibility/publishable.ts';
import { done, type Result } from '#lib/shared/result.ts';
import { openClaim } from './claim-world.ts';
import type { TestDatabase } from './database.ts';

export const reserve = 'strategic-reserve-2020';

type Sql = Pick<ClientBase, 'query'>;

/** People of the registers in one province, with an address on file unless said; gives their ids. */
export async function addPeople(
  count: number,
  known: { readonly province?: string; readonly language?: 'fr' | 'nl' | 'de'; readonly withEmail?: boolean } = {},
  sql: Sql = getPool(),
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await sql.query(
    `INSERT INTO provider (id, given_name, family_name, language, email, postcode, municipality, province_code)
     SELECT id, 'Given', 'Family ' || left(id::text, 4), $2::"Language", CASE WHEN $3 THEN 'p.' || id || '@test.invalid' END,
            '4000', 'Exampletown', $4 FROM unnest($1::uuid[]) AS p (id)`,
    [ids, known.language ?? 'fr', known.withEmail ?? true, known.province ?? 'BE-WLG'],
  );
  return ids;
}

export type DecidedAs = 'eligible' | 'not-eligible' | 'undetermined';

const verdicts = {
  eligible: { outcome: 'ELIGIBLE', missing: '{}', reasons: [{ code: 'right-to-practise-held', status: 'met' }] },
  'not-eligible': {
    outcome: 'NOT_ELIGIBLE',
    missing: '{}',
    reasons: [{ code: 'right-to-practise-not-held', status: 'failed' }],
  },
  undetermined: {
    outcome: 'UNDETERMINED',
    missing: '{registered}',
    reasons: [{ code: 'right-to-practise-unknown', status: 'unknown' }],
  },
} as const satisfies Record<DecidedAs, unknown>;

const sources = [{ register: 'registrations', fileName: 'registrations.csv', contentHash: 'ab'.repeat(32) }];

/** A finished run that decided these people so in their professions, as if the rules had. Gives its id. */
export async function addDecideRun(
  decided: Readonly<Record<string, Partial<Record<DecidedAs, readonly string[]>>>>,
  {
    programmeCode = reserve,
    ruleSetVersion = 1,
    asOf = '2020-06-12',
    requestedAt = new Date(),
    sql = getPool(),
  }: {
    readonly programmeCode?: string;
    readonly ruleSetVersion?: number;
    readonly asOf?: string;
    /** Machine time. */
    readonly requestedAt?: Date;
    readonly sql?: Sql;
  } = {},
): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `INSERT INTO run (id, kind, state, input, result, requested_at, finished_at)
     VALUES ($1, 'DECIDE', 'DONE', $2, $3, $4, business_now())`,
    [id, { programmeCode, asOf }, { sources }, requestedAt],
  );
  for (const [profession, people] of Object.entries(decided)) {
    for (const [as, ids] of Object.entries(people)) {
      const { outcome, missing, reasons } = verdicts[as as DecidedAs];
      await sql.query(
        `INSERT INTO decision (run_id, programme_code, provider_id, profession_code, rule_set_code, rule_set_version,
                               as_of, outcome, facts, reasons, missing)
         SELECT $1, $2, p, $3, $2, $4, $5, $6::"DecisionOutcome", '{}', $7, $8
           FROM unnest($9::uuid[]) AS p`,
        [
          ...[id, programmeCode, profession, ruleSetVersion, asOf, outcome],
          ...[
            JSON.stringify(reasons.map((reason) => ({ ...reason, rule: 'right-to-practise', params: {} }))),
            missing,
            ids,
          ],
        ],
      );
    }
  }
  return id;
}

/** Publishes what a run decided, in a transaction of its own. */
export function publishRunOf(
  input: PublishDecidedInput,
  actor: Actor = systemActor('test'),
): Promise<Result<PublicationResult, PublicationRefusal>> {
  return inSqlTransaction<PublicationResult, PublicationRefusal>((tx) => publishDecided(tx, actor, input));
}

/** So long after whatever was accepted just now that a run asked for then has seen it. */
export const longAfter = () => new Date(Date.now() + 120_000);

/** Decides these as eligible in one profession and publishes them. Gives the list's id. */
export async function publishPeople(
  profession: string,
  eligible: readonly string[],
  requestedAt = new Date(),
): Promise<string> {
  const decideRunId = await addDecideRun({ [profession]: { eligible } }, { requestedAt });
  const result = await publishRunOf({ decideRunId, professions: [profession] });
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value.lists[0]?.listId ?? '';
}

/** Publishes an amended list of one person, as an accepted claim would. Gives the list's id. */
export async function addAmendment(
  { asOwner }: Pick<TestDatabase, 'asOwner'>,
  professionCode: string,
  providerId: string,
): Promise<string> {
  const { id: claimId } = await openClaim({ professionCode: 'general-practitioner' });
  const [decision] = await asOwner<{ id: string }>(
    `INSERT INTO decision (programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome,
                           facts, reasons, missing)
     VALUES ($1, $2, $3, $1, 1, '2020-06-16', 'ELIGIBLE', '{}', $4, '{}') RETURNING id`,
    [
      ...[reserve, providerId, professionCode],
      JSON.stringify(verdicts.eligible.reasons.map((one) => ({ ...one, rule: 'right-to-practise', params: {} }))),
    ],
  );
  const made = await inSqlTransaction<{ listId: string }, never>(async (tx) =>
    done(
      await publishAmendment(tx, systemActor('test'), {
        ...{ programmeCode: reserve, professionCode, providerId, claimId, asOf: '2020-06-16' },
        decisionId: decision?.id ?? '',
      }),
    ),
  );
  if (!made.ok) throw new Error('refused');
  return made.value.listId;
}
