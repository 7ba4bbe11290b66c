import type { ProvinceCode } from '#lib/geography/provinces.ts';
import { type ChannelCode, channelFor } from '#lib/rules/channels.ts';
import type { Day } from '#lib/rules/days.ts';
import { decide } from '#lib/rules/decide.ts';
import type { Facts } from '#lib/rules/facts.ts';
import { acutePhase, valueOn } from '#lib/rules/parameters.ts';
import { type ProfessionCode, professionCodes } from '#lib/rules/professions.ts';
import type { Outcome } from '#lib/rules/reasons.ts';
import { getRuleSet, type ProgrammeCode } from '#lib/rules/rule-sets.ts';
import { sampleId } from './ids.ts';
import type { SamplePractice, SampleProvider, SampleRegisters } from './sample-registers.ts';

/*
 * What had been decided and published before the story begins, by the real rules: the lists of the emergency masks in
 * May, a first list of two professions for the reserve on 5 June, and the lists of all six on 12 June, which replaced it.
 * Whoever lacks a fact in the registers is undetermined, and so stands on no list.
 */

export interface SampleRound {
  readonly programme: ProgrammeCode;
  readonly asOf: Day;
  readonly decidedAt: string;
  readonly publishedAt: string;
  readonly endedAt: string | null;
  /** The number of each profession's list in this round. */
  readonly numbers: ReadonlyMap<ProfessionCode, number>;
  /** Whether the registers had this provider by then. */
  readonly knew: (provider: SampleProvider) => boolean;
}

const everyone = () => true;
const wasRegistered = ({ later }: SampleProvider) => later !== 'registration';

export const sampleRounds: readonly SampleRound[] = [
  {
    programme: 'emergency-masks-2020',
    asOf: '2020-05-19',
    decidedAt: '2020-05-19T18:00:00+02:00',
    publishedAt: '2020-05-20T10:00:00+02:00',
    endedAt: null,
    numbers: new Map(professionCodes.map((code) => [code, 1])),
    knew: wasRegistered,
  },
  {
    programme: 'strategic-reserve-2020',
    asOf: '2020-06-04',
    decidedAt: '2020-06-04T18:00:00+02:00',
    publishedAt: '2020-06-05T10:00:00+02:00',
    endedAt: '2020-06-12T10:00:00+02:00',
    numbers: new Map([
      ['dentist', 1],
      ['midwife', 1],
    ]),
    knew: ({ later }) => later === null,
  },
  {
    programme: 'strategic-reserve-2020',
    asOf: '2020-06-11',
    decidedAt: '2020-06-11T18:00:00+02:00',
    publishedAt: '2020-06-12T10:00:00+02:00',
    endedAt: null,
    numbers: new Map([
      ['general-practitioner', 1],
      ['specialist', 1],
      ['dentist', 2],
      ['home-nurse', 1],
      ['home-care-assistant', 1],
      ['midwife', 2],
    ]),
    knew: everyone,
  },
];

export interface SampleList {
  readonly id: string;
  readonly round: SampleRound;
  readonly profession: ProfessionCode;
  readonly number: number;
}

/** A decision as COPY writes it; many providers share one text. */
export interface SampleVerdict {
  readonly outcome: Outcome;
  readonly facts: string;
  readonly reasons: string;
  readonly missing: readonly string[];
  readonly channel: ChannelCode;
}

export interface SampleDecision {
  readonly id: string;
  readonly list: SampleList;
  readonly provider: SampleProvider;
  readonly verdict: SampleVerdict;
}

export interface SampleEntitlement {
  readonly id: string;
  readonly list: SampleList;
  readonly provider: SampleProvider;
  readonly channel: ChannelCode;
  /** When it was served before the story began; null while it is open. */
  readonly servedAt: string | null;
}

export interface SampleLists {
  readonly lists: readonly SampleList[];
  readonly decisions: readonly SampleDecision[];
  readonly entitlements: readonly SampleEntitlement[];
}

export const sampleLists: readonly SampleList[] = sampleRounds
  .flatMap((round) => [...round.numbers].map(([profession, number]) => ({ round, profession, number })))
  .map((list, index) => ({ id: sampleId('list', index + 1), ...list }));

/** Decides everyone in every round; gives each provider and programme one entitlement, by the first list that has them. */
export function decideSample({ providers }: SampleRegisters): SampleLists {
  const decisions: SampleDecision[] = [];
  const entitlements: SampleEntitlement[] = [];
  const verdictOf = verdicts();
  for (const [index, round] of sampleRounds.entries()) {
    const lists = new Map(sampleLists.filter((list) => list.round === round).map((list) => [list.profession, list]));
    for (const provider of providers) {
      if (!round.knew(provider)) continue;
      for (const practice of provider.practices) {
        const list = lists.get(practice.profession);
        if (!list) continue;
        const verdict = verdictOf(round, provider, practice);
        const serial = (index + 1) * 1_000_000 + provider.serial * 2 + (practice === provider.practices[0] ? 0 : 1);
        decisions.push({ id: sampleId('decision', serial), list, provider, verdict });
      }
    }
  }
  const entitled = new Set<string>();
  for (const { list, provider, verdict } of decisions) {
    const key = `${list.round.programme} ${provider.serial}`;
    if (verdict.outcome !== 'eligible' || entitled.has(key)) continue;
    entitled.add(key);
    entitlements.push({
      id: sampleId('entitlement', entitlements.length + 1),
      list,
      provider,
      channel: verdict.channel,
      servedAt: list.round.programme === 'emergency-masks-2020' ? masksServedAt(provider) : null,
    });
  }
  return { lists: sampleLists, decisions, entitlements };
}

/** Where the emergency masks are still to be delivered, at the end of June. */
export const provincesStillToServeMasks: ReadonlySet<ProvinceCode> = new Set(['BE-WHT', 'BE-VLI']);

const deliveryDays = [
  ...['2020-05-25', '2020-05-26', '2020-05-27', '2020-05-28', '2020-05-29', '2020-06-02'],
  ...['2020-06-03', '2020-06-04', '2020-06-05', '2020-06-08', '2020-06-09', '2020-06-10'],
] as const;

/** When the emergency masks reached a provider who is entitled to them. */
function masksServedAt({ serial, area }: SampleProvider): string | null {
  if (provincesStillToServeMasks.has(area.province)) return null;
  return `${deliveryDays[serial % deliveryDays.length]}T12:00:00+02:00`;
}

/** What the registers said of a practice on a day: the same that the portal reads from its tables. */
export function sampleFacts(provider: SampleProvider, practice: SamplePractice, asOf: Day): Facts {
  const { from, until } = valueOn(acutePhase, '2020-06-01').value;
  const hadMasks = wasRegistered(provider) && provider.practices.some(({ registered }) => registered === true);
  const masksServedOn = hadMasks ? masksServedAt(provider)?.slice(0, 10) : undefined;
  return {
    profession: practice.profession,
    registered: practice.registered,
    ambulatoryShares: practice.share === null ? [] : [{ from, until, share: practice.share }],
    domicileProvince: provider.area.province,
    groupingMember: provider.organisation?.kind === 'GROUPING',
    servedUnder: masksServedOn !== undefined && masksServedOn <= asOf ? ['emergency-masks-2020'] : [],
  };
}

/** Decides each combination of facts once: a country's providers have a few thousand between them. */
function verdicts(): (round: SampleRound, provider: SampleProvider, practice: SamplePractice) => SampleVerdict {
  const known = new Map<string, SampleVerdict>();
  return (round, provider, practice) => {
    const facts = sampleFacts(provider, practice, round.asOf);
    const key = [
      round.asOf,
      facts.profession,
      facts.registered,
      practice.share,
      facts.domicileProvince,
      facts.groupingMember,
      facts.servedUnder?.length,
    ].join(' ');
    const verdict = known.get(key) ?? reach(round, facts);
    known.set(key, verdict);
    return verdict;
  };
}

function reach({ programme, asOf }: SampleRound, facts: Facts): SampleVerdict {
  const ruleSet = getRuleSet(programme, 1);
  const { outcome, reasons, missing } = decide(facts, ruleSet, asOf);
  return {
    outcome,
    facts: JSON.stringify(facts),
    reasons: JSON.stringify(reasons),
    missing,
    channel: channelFor(facts, ruleSet),
  };
}
