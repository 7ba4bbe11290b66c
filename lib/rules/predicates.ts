import { lastDayOf, type Period } from './days.ts';
import type { Facts } from './facts.ts';
import type { ProfessionCode } from './professions.ts';
import type { Reason } from './reasons.ts';

/**
 * The questions the rules ask, each answered with met, failed or unknown, and why. A predicate knows no
 * programme, no date of its own and no other predicate; what it compares with comes as an argument.
 */

export function professionAmong(facts: Facts, professions: readonly ProfessionCode[]): Reason {
  const rule = 'profession-in-target-group';
  const { profession } = facts;
  if (profession == null) return { code: 'profession-unknown', rule, status: 'unknown', params: { professions } };
  return professions.includes(profession)
    ? { code: 'profession-in-target-group', rule, status: 'met', params: { profession } }
    : { code: 'profession-outside-target-group', rule, status: 'failed', params: { profession, professions } };
}

export function rightToPractise(facts: Facts): Reason {
  const rule = 'right-to-practise';
  if (facts.registered == null) return { code: 'right-to-practise-unknown', rule, status: 'unknown', params: {} };
  return facts.registered
    ? { code: 'right-to-practise-held', rule, status: 'met', params: {} }
    : { code: 'right-to-practise-not-held', rule, status: 'failed', params: {} };
}

/**
 * The share of exactly this period must exceed the threshold. Shares of other periods are not added up, since
 * what they weigh is not known; two different shares for the period leave it unknown.
 */
export function ambulatoryShareAbove(facts: Facts, period: Period, threshold: number): Reason {
  const rule = 'mostly-ambulatory';
  const params = { threshold, from: period.from, lastDay: lastDayOf(period) };
  const shares = new Set(
    (facts.ambulatoryShares ?? [])
      .filter(({ from, until }) => from === period.from && until === period.until)
      .map(({ share }) => share),
  );
  const [share] = shares;
  if (share === undefined || shares.size > 1) {
    return { code: 'ambulatory-share-unknown', rule, status: 'unknown', params };
  }
  return share > threshold
    ? { code: 'ambulatory-share-above-threshold', rule, status: 'met', params: { share, ...params } }
    : { code: 'ambulatory-share-not-above-threshold', rule, status: 'failed', params: { share, ...params } };
}

export function domicileAmong(facts: Facts, provinces: readonly string[]): Reason {
  const rule = 'domicile-in-province';
  const { domicileProvince: province } = facts;
  if (province == null) return { code: 'domicile-unknown', rule, status: 'unknown', params: {} };
  return provinces.includes(province)
    ? { code: 'domicile-in-province', rule, status: 'met', params: { province } }
    : { code: 'domicile-outside-provinces', rule, status: 'failed', params: {} };
}

/** While it is not decided, nobody is refused: the answer is only not known yet. */
export function personalDistributionDecided(decided: boolean): Reason {
  const rule = 'personal-distribution-decided';
  return decided
    ? { code: 'personal-distribution-decided', rule, status: 'met', params: {} }
    : { code: 'personal-distribution-not-decided', rule, status: 'unknown', params: {} };
}

/** Only the programmes asked about count, named in their order here, whatever the order of the facts. */
export function notServedUnder(facts: Facts, programmes: readonly string[]): Reason {
  const rule = 'not-already-served';
  const { servedUnder } = facts;
  if (servedUnder == null) return { code: 'served-unknown', rule, status: 'unknown', params: { programmes } };
  const served = programmes.filter((programme) => servedUnder.includes(programme));
  return served.length > 0
    ? { code: 'already-served', rule, status: 'failed', params: { programmes: served } }
    : { code: 'not-already-served', rule, status: 'met', params: { programmes } };
}
