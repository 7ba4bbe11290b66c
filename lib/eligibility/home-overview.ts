import { getPool } from '#lib/db/client.ts';
import { type DescribedStatement, describeRuleSet } from '#lib/rules/describe.ts';
import type { ProfessionCode } from '#lib/rules/professions.ts';
import { professionsOf } from '#lib/rules/rule-sets.ts';
import { keptFor } from '#lib/shared/kept-for.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { loadPublicSituation } from './public-situation.ts';

export type HomeMoment = {
  readonly kind: 'lists-published' | 'claims-close' | 'pickup-begins' | 'delivery-ends';
  /** `YYYY-MM-DD`; a last day is included. */
  readonly on: string;
};

export type HomeOverview = {
  readonly today: string;
  readonly moments: readonly HomeMoment[];
  readonly parts: readonly { readonly itemCode: string; readonly quantity: number }[];
  /** Whom the programme is for, as its rules name them. */
  readonly professionCodes: readonly ProfessionCode[];
  /** What else its rules ask, but for a domicile in one of the provinces, and the ways for those who do not come for it. */
  readonly conditions: readonly DescribedStatement[];
  readonly otherWays: readonly DescribedStatement[];
};

/** The professions stand there as a list, and everyone in the country has a province. */
const saidBeside = ['profession-in-target-group', 'domicile-in-province'];

/** When the first list of a programme that is still in force was published; at most a minute old. */
const loadFirstPublication = keptFor(60_000, async (): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await getPool().query<{ programme_code: string; on: string }>(`
    SELECT programme_code, min(published_at AT TIME ZONE '${businessTimeZone}')::date::text AS "on"
      FROM published_list WHERE published_at IS NOT NULL AND ended_at IS NULL AND kind = 'FULL' GROUP BY 1`);
  return new Map(rows.map(({ programme_code, on }) => [programme_code, on]));
});

/**
 * What the home page tells of the first programme that is open and hands over a kit: the dates that matter, the parcel,
 * and whom it is for. Undefined where none is open.
 */
export async function getHomeOverview(): Promise<HomeOverview | undefined> {
  const [{ today, programmes, deliveries }, publications] = await Promise.all([
    loadPublicSituation(),
    loadFirstPublication(),
  ]);
  const programme = programmes.find(({ status, kit }) => status === 'open' && kit.length > 0);
  if (!programme) return undefined;
  const { conditions, channels } = describeRuleSet(programme.ruleSet, today);
  const pickups = deliveries.filter(({ programme: code, way }) => code === programme.code && way === 'pickup');
  const first = pickups.map(({ fromOn }) => fromOn).toSorted()[0] ?? programme.deliveryFromOn;
  const moments: { kind: HomeMoment['kind']; on: string | null | undefined }[] = [
    { kind: 'lists-published', on: publications.get(programme.code) },
    { kind: 'claims-close', on: programme.claims?.lastOn },
    { kind: 'pickup-begins', on: first },
    { kind: 'delivery-ends', on: programme.deliveryLastOn },
  ];
  return {
    today,
    moments: moments.flatMap(({ kind, on }) => (on ? [{ kind, on }] : [])),
    parts: programme.kit.map(({ item, quantity }) => ({ itemCode: item, quantity })),
    professionCodes: professionsOf(programme.ruleSet, today) ?? [],
    conditions: conditions.filter(({ code }) => !saidBeside.includes(code)),
    otherWays: channels.filter(({ code }) => code !== 'province-pickup'),
  };
}
