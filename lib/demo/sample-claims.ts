import { provinceLanguages } from '#lib/geography/province-languages.ts';
import { makeNihdi } from '#lib/identifiers/nihdi.ts';
import type { ProgrammeCode } from '#lib/rules/rule-sets.ts';
import { claimWords } from './claim-words.ts';
import { sampleId } from './ids.ts';
import { type Random, seededRandom, shuffled } from './random.ts';
import { drawCode, minutesAfter } from './sample-pickup.ts';
import { sampleRounds } from './sample-rounds.ts';
import { firstAdministrator, secondAdministrator } from './sample-users.ts';
import type { StoredDecision, StoredProvider } from './stored-sample.ts';

/*
 * Some forty people who report that they are missing, from 10 to 16 June, and how far each claim has come. Their subjects
 * are providers whose activity the registers lack, a few who are refused, and a few whom no register knows.
 */

export type SampleClaimState = 'UNCONFIRMED' | 'OPEN' | 'QUESTION' | 'ACCEPTED' | 'REFUSED' | 'APPEALED' | 'WITHDRAWN';

export interface SampleEvent {
  readonly kind:
    | 'RECEIVED'
    | 'CONFIRMED'
    | 'ASSIGNED'
    | 'QUESTION_ASKED'
    | 'ANSWERED'
    | 'ACCEPTED'
    | 'REFUSED'
    | 'APPEALED'
    | 'WITHDRAWN';
  readonly at: string;
  readonly userId: string | null;
  readonly text: string | null;
}

export interface SampleClaim {
  readonly id: string;
  readonly reference: string;
  readonly programme: ProgrammeCode;
  readonly state: SampleClaimState;
  readonly way: 'WEB' | 'LETTER' | 'EMAIL' | 'PHONE';
  readonly receivedAt: string;
  readonly provider: StoredProvider;
  /** False for a claimant whom no register knows: `provider` then holds only what was stated. */
  readonly known: boolean;
  readonly statedNumber: string;
  readonly numberInsisted: boolean;
  readonly email: string;
  readonly workplace: string;
  readonly activeSinceOn: string;
  readonly statement: string;
  readonly assigneeId: string | null;
  readonly refusal: { readonly reason: string; readonly at: string } | null;
  readonly events: readonly SampleEvent[];
  readonly evidence: 'pdf' | 'png' | null;
}

type Subject = 'missing-activity' | 'not-eligible' | 'stranger';

interface Plan {
  readonly count: number;
  readonly state: SampleClaimState;
  readonly programme: ProgrammeCode;
  readonly subject: Subject;
  /** Received from this instant on, so many minutes apart. */
  readonly from: string;
  readonly every: number;
  readonly way?: 'LETTER' | 'EMAIL' | 'PHONE';
  readonly assigned?: boolean;
  readonly answered?: boolean;
}

const reserve = 'strategic-reserve-2020';
const masks = 'emergency-masks-2020';

const plans: readonly Plan[] = [
  { count: 1, state: 'REFUSED', programme: masks, subject: 'stranger', from: '2020-06-10T16:40:00+02:00', every: 0 },
  {
    count: 2,
    state: 'OPEN',
    programme: masks,
    subject: 'stranger',
    from: '2020-06-11T08:25:00+02:00',
    every: 240,
    way: 'LETTER',
  },
  {
    count: 4,
    state: 'ACCEPTED',
    programme: reserve,
    subject: 'missing-activity',
    from: '2020-06-12T11:05:00+02:00',
    every: 55,
  },
  {
    count: 2,
    state: 'REFUSED',
    programme: reserve,
    subject: 'not-eligible',
    from: '2020-06-12T12:20:00+02:00',
    every: 95,
  },
  {
    count: 2,
    state: 'APPEALED',
    programme: reserve,
    subject: 'not-eligible',
    from: '2020-06-12T13:10:00+02:00',
    every: 70,
  },
  {
    count: 2,
    state: 'WITHDRAWN',
    programme: reserve,
    subject: 'stranger',
    from: '2020-06-12T17:45:00+02:00',
    every: 130,
  },
  {
    count: 4,
    state: 'QUESTION',
    programme: reserve,
    subject: 'missing-activity',
    from: '2020-06-12T18:30:00+02:00',
    every: 300,
  },
  {
    count: 2,
    state: 'OPEN',
    programme: reserve,
    subject: 'missing-activity',
    from: '2020-06-13T09:40:00+02:00',
    every: 410,
    answered: true,
  },
  {
    count: 5,
    state: 'OPEN',
    programme: reserve,
    subject: 'missing-activity',
    from: '2020-06-13T10:15:00+02:00',
    every: 260,
    assigned: true,
  },
  {
    count: 2,
    state: 'OPEN',
    programme: reserve,
    subject: 'missing-activity',
    from: '2020-06-12T10:30:00+02:00',
    every: 180,
    way: 'EMAIL',
  },
  {
    count: 1,
    state: 'OPEN',
    programme: reserve,
    subject: 'stranger',
    from: '2020-06-15T10:05:00+02:00',
    every: 0,
    way: 'PHONE',
  },
  {
    count: 8,
    state: 'OPEN',
    programme: reserve,
    subject: 'missing-activity',
    from: '2020-06-14T08:50:00+02:00',
    every: 290,
  },
  { count: 3, state: 'OPEN', programme: reserve, subject: 'stranger', from: '2020-06-15T11:25:00+02:00', every: 330 },
  {
    count: 4,
    state: 'UNCONFIRMED',
    programme: reserve,
    subject: 'missing-activity',
    from: '2020-06-15T19:10:00+02:00',
    every: 215,
  },
];

/** In the order in which they were received. */
export function sampleClaims(decisions: readonly StoredDecision[]): readonly SampleClaim[] {
  const random = seededRandom(20_062_020);
  const draw = subjects(decisions, random);
  return plans
    .flatMap((plan) => Array.from({ length: plan.count }, (_, index) => ({ plan, index })))
    .flatMap(({ plan, index }, serial) => {
      const provider = draw(plan.subject, serial);
      return provider ? [makeClaim(plan, index, serial + 1, provider, random)] : [];
    })
    .sort((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
}

function makeClaim(plan: Plan, index: number, serial: number, provider: StoredProvider, random: Random): SampleClaim {
  const words = claimWords[provider.language];
  const receivedAt = minutesAfter(plan.from, plan.every * index);
  const way = plan.way ?? 'WEB';
  const reviewer = random.chance(0.5) ? firstAdministrator : secondAdministrator;
  const events = history(plan, provider, receivedAt, reviewer, random);
  const refused = events.find(({ kind }) => kind === 'REFUSED');
  const [practice] = provider.practices;
  const insisted = plan.subject === 'stranger' && plan.state === 'OPEN' && index === 1;
  return {
    id: sampleId('claim', serial),
    reference: `M-${drawCode(random, 2)}`,
    programme: plan.programme,
    state: plan.state,
    way,
    receivedAt,
    provider,
    known: plan.subject !== 'stranger',
    statedNumber: insisted ? withWrongCheck(practice.registeredNumber) : practice.registeredNumber,
    numberInsisted: insisted,
    email: provider.email ?? `claim-${String(serial).padStart(3, '0')}@sample.invalid`,
    workplace: `${random.pick(words.workplaces)}, ${provider.area.municipality}`,
    activeSinceOn: `${2005 + random.below(14)}-0${1 + random.below(9)}-01`,
    statement: random.pick(words.statements),
    assigneeId: events.some(({ kind }) => kind === 'ASSIGNED') && plan.state !== 'APPEALED' ? reviewer : null,
    refusal: refused ? { reason: refused.text ?? '', at: refused.at } : null,
    events,
    evidence: evidenceOf(plan, index),
  };
}

function evidenceOf(plan: Plan, index: number): SampleClaim['evidence'] {
  if (index !== 0) return null;
  if (plan.assigned) return 'pdf';
  return plan.answered ? 'png' : null;
}

/** The staff work from Monday 15 June, eight o'clock. */
function history(
  plan: Plan,
  provider: StoredProvider,
  receivedAt: string,
  reviewer: string,
  random: Random,
): SampleEvent[] {
  const words = claimWords[provider.language];
  const person = { userId: null, text: null };
  const events: SampleEvent[] = [{ kind: 'RECEIVED', at: receivedAt, ...person }];
  if (plan.state === 'UNCONFIRMED') return events;
  const confirmedAt = plan.way ? '2020-06-15T08:30:00+02:00' : minutesAfter(receivedAt, 3 + random.below(40));
  // What staff typed in counts as confirmed: nobody follows a link.
  if (!plan.way) events.push({ kind: 'CONFIRMED', at: confirmedAt, ...person });
  const monday = minutesAfter('2020-06-15T08:00:00+02:00', random.below(8 * 60));
  const review = monday > confirmedAt ? monday : minutesAfter(confirmedAt, 10);
  const staff = (kind: SampleEvent['kind'], minutes: number, text: string | null) =>
    events.push({ kind, at: minutesAfter(review, minutes), userId: reviewer, text });
  if (plan.state === 'WITHDRAWN') {
    events.push({ kind: 'WITHDRAWN', at: minutesAfter(confirmedAt, 600), userId: null, text: words.withdrawal });
    return events;
  }
  const taken = plan.state !== 'OPEN' || plan.assigned === true || plan.answered === true;
  if (taken) staff('ASSIGNED', 0, null);
  if (plan.state === 'QUESTION' || plan.answered) staff('QUESTION_ASKED', 12, random.pick(words.questions));
  if (plan.answered) events.push({ kind: 'ANSWERED', at: minutesAfter(review, 95), userId: null, text: words.answer });
  if (plan.state === 'REFUSED' || plan.state === 'APPEALED') {
    const [first, second] = words.refusals;
    staff('REFUSED', 30, plan.subject === 'stranger' ? (second ?? first) : first);
  }
  if (plan.state === 'APPEALED') {
    events.push({ kind: 'APPEALED', at: minutesAfter(review, 170), userId: null, text: words.appeal });
  }
  if (plan.state === 'ACCEPTED') staff('ACCEPTED', 45, null);
  return events;
}

/** Draws each subject once, by what the rules found wanting. */
function subjects(decisions: readonly StoredDecision[], random: Random) {
  const professions: readonly string[] = sampleRounds.reserve.professions;
  const latest = decisions.filter(({ provider }) => {
    return professions.includes(provider.practices[0].profession) && isReachable(provider);
  });
  const pools: Record<Exclude<Subject, 'stranger'>, StoredDecision[]> = {
    'missing-activity': shuffled(
      // Not those whose row was refused for a fault: what they would show might be too little.
      latest.filter(
        ({ provider, missing }) => provider.practices[0].share === null && missing.includes('ambulatoryShares'),
      ),
      random,
    ),
    'not-eligible': shuffled(
      latest.filter(({ outcome }) => outcome === 'NOT_ELIGIBLE'),
      random,
    ),
  };
  const models = shuffled(latest, random);
  return (subject: Subject, serial: number): StoredProvider | undefined => {
    if (subject !== 'stranger') return pools[subject].pop()?.provider;
    const model = models.pop()?.provider;
    return model && stranger(model, serial);
  };
}

function isReachable({ person, email, scheme }: StoredProvider): boolean {
  return person === null && scheme === 'nihdi' && email?.startsWith('provider-') === true;
}

/** Somebody like this provider, with a number of the block that the registers leave free. */
function stranger(model: StoredProvider, serial: number): StoredProvider {
  const [practice] = model.practices;
  const number = makeNihdi(`${model.value.charAt(0)}91${String(100 + serial).padStart(3, '0')}`, '001');
  return {
    ...model,
    familyName: `${model.familyName.split(' ')[0]} 9${String(serial).padStart(5, '0')}`,
    email: `claim-${String(serial).padStart(3, '0')}@sample.invalid`,
    language: model.area.postcode.startsWith('47') ? 'de' : (provinceLanguages[model.area.province][0] ?? 'fr'),
    value: number.slice(0, 8),
    practices: [{ ...practice, registeredNumber: number, registered: null, share: null }],
  };
}

function withWrongCheck(number: string): string {
  const check = Number(number.slice(6, 8));
  return `${number.slice(0, 6)}${String((check % 90) + 3).padStart(2, '0')}${number.slice(8)}`;
}
