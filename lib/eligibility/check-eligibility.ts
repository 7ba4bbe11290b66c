import { getLine } from '#lib/db/client.ts';
import { channelCode, type StoredChannel } from '#lib/programmes/channel.ts';
import { findPlannedDelivery } from '#lib/programmes/delivery-schedule.ts';
import { nextStepFor } from '#lib/programmes/next-step.ts';
import { type AttemptRow, countAttemptSql, judgeAttempt, rateLimitKey, rateLimits } from '#lib/shared/rate-limit.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { loadPublicSituation, type PublicSituation } from './public-situation.ts';
import type { CheckInput, CheckResponse, ListedEntry } from './schema.ts';

export type CheckAnswer =
  | CheckResponse
  /** Nothing found, and the check digits of the number do not agree. */
  | { readonly result: 'check-failed' }
  | { readonly result: 'limited'; readonly retryAfterSeconds: number };

/**
 * Counts the attempt and looks the person up, in this one statement. An unknown number and another's postcode take the
 * same path to the same answer: no row. Over the limit nothing is looked up.
 */
const statement = {
  name: 'check-eligibility',
  text: `
    WITH attempt AS (${countAttemptSql('$1::text', '$2::int', '$3::int')})
    SELECT attempt.hits, attempt.retry_after, found.*
      FROM attempt LEFT JOIN LATERAL (
        SELECT list.programme_code, list.profession_code, list.number,
               to_char(list.published_at AT TIME ZONE '${businessTimeZone}', 'YYYY-MM-DD') AS published_on,
               coalesce(given.province_code, provider.province_code) AS province_code,
               given.channel, given.status, given.profession_code AS given_profession, given.kit_id, given.period,
               (SELECT name FROM organisation WHERE id = given.organisation_id) AS organisation
          FROM provider_identifier identifier
          JOIN provider ON provider.id = identifier.provider_id AND provider.postcode = $6::text
          JOIN list_entry entry ON entry.provider_id = provider.id
          JOIN published_list list ON list.id = entry.list_id AND list.published_at IS NOT NULL AND list.ended_at IS NULL
          LEFT JOIN entitlement given ON given.programme_code = list.programme_code AND given.provider_id = provider.id
         WHERE identifier.scheme = $4::text AND identifier.value = $5::text
      ) found ON attempt.hits <= $3::int`,
};

type FoundRow = {
  programme_code: string;
  profession_code: string;
  number: number;
  published_on: string;
  province_code: string;
  channel: StoredChannel | null;
  status: string | null;
  given_profession: string | null;
  kit_id: string | null;
  period: string | null;
  organisation: string | null;
};
type CheckRow = AttemptRow & (FoundRow | { programme_code: null });

/** Whether a number and the postcode of its holder's domicile stand together on a published list. One round trip. */
export async function checkEligibility(input: CheckInput, clientAddress: string): Promise<CheckAnswer> {
  const { check } = rateLimits;
  const [{ rows }, situation] = await Promise.all([
    getLine().query<CheckRow>({
      ...statement,
      values: [
        rateLimitKey(check, clientAddress),
        check.windowSeconds,
        check.attempts,
        input.number.scheme,
        input.number.value,
        input.postcode,
      ],
    }),
    loadPublicSituation(),
  ]);
  const [first] = rows;
  if (!first) throw new Error('The statement that counts attempts returned no row');
  const { allowed, retryAfterSeconds } = judgeAttempt(check, first);
  if (!allowed) return { result: 'limited', retryAfterSeconds };
  const [entry, ...rest] = onePerProgramme(rows.filter(isFound), situation).map((row) => toEntry(row, situation));
  if (entry) return { result: 'listed', entries: [entry, ...rest] };
  return { result: input.numberChecks ? 'not-found' : 'check-failed' };
}

function isFound(row: CheckRow): row is AttemptRow & FoundRow {
  return row.programme_code !== null;
}

/**
 * Someone of two professions, or amended, stands on several lists of a programme but is entitled once a period: the list
 * of the profession the entitlement was given for, of those the newest, and the latest period. In the programmes' order.
 */
function onePerProgramme(rows: readonly FoundRow[], { programmes }: PublicSituation): readonly FoundRow[] {
  if (rows.length < 2) return rows;
  const chosen = new Map<string, FoundRow>();
  for (const row of rows) {
    const known = chosen.get(row.programme_code);
    if (!known || outranks(row, known)) chosen.set(row.programme_code, row);
  }
  return programmes.flatMap(({ code }) => chosen.get(code) ?? []);
}

function outranks(row: FoundRow, known: FoundRow): boolean {
  const own = (candidate: FoundRow) => Number(candidate.profession_code === candidate.given_profession);
  if (own(row) !== own(known)) return own(row) > own(known);
  if (row.number !== known.number) return row.number > known.number;
  return (row.period ?? '') > (known.period ?? '');
}

/**
 * Made from what everyone may know: whether this person has booked, declined or collected is not told to whoever knows
 * a number and a postcode.
 */
function toEntry(row: FoundRow, situation: PublicSituation): ListedEntry {
  // A list whose entitlements are still to be given: the province calls its people then.
  const channel = row.channel === null ? 'province-pickup' : channelCode(row.channel);
  const programme = situation.programmes.find(({ code }) => code === row.programme_code);
  const planned = findPlannedDelivery(
    situation.deliveries,
    {
      programme: row.programme_code,
      province: row.province_code,
      profession: row.profession_code,
      channel,
    },
    situation.today,
  );
  return {
    programme: row.programme_code,
    profession: row.profession_code,
    listNumber: row.number,
    publishedOn: row.published_on,
    channel,
    province: row.province_code,
    organisation: row.organisation,
    kit: (row.kit_id === null ? undefined : programme?.kits.get(row.kit_id)) ?? [],
    plannedDelivery: planned && { from: planned.fromOn, last: planned.lastOn, way: planned.way },
    nextStep:
      row.status === 'WITHDRAWN'
        ? 'contact'
        : nextStepFor(
            { channel, planned, placesFree: situation.provincesWithOpenSlots.has(row.province_code) },
            situation.today,
          ),
  };
}
