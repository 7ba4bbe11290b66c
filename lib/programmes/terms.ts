export const programmeStatuses = ['announced', 'open', 'closed'] as const;
export type ProgrammeStatus = (typeof programmeStatuses)[number];

/** What administrators may change of a programme. Days are `YYYY-MM-DD`; last days are included. */
export type ProgrammeTerms = {
  readonly status: ProgrammeStatus;
  /** Null where the programme takes no claims. */
  readonly claimsFromOn: string | null;
  /** Null where claims have no cutoff. */
  readonly claimsLastOn: string | null;
  readonly deliveryFromOn: string | null;
  readonly deliveryLastOn: string | null;
};

export const termNames = ['status', 'claimsFromOn', 'claimsLastOn', 'deliveryFromOn', 'deliveryLastOn'] as const;

export const consequenceCodes = [
  'opens',
  'closes',
  'announced-only',
  'claims-close-now',
  'claims-open-now',
  'claims-received-stay',
  'claims-none',
  'claims-from',
  'claims-until',
  'claims-without-end',
  'delivery-days',
  'delivery-unset',
] as const;

/** What a change does, in a code that every language has a sentence for, and the days in it. */
export type Consequence = {
  readonly code: (typeof consequenceCodes)[number];
  readonly from?: string | undefined;
  readonly last?: string | undefined;
};

/** Says which terms one looked at, so that a change of others made meanwhile is noticed. */
export function fingerprint(terms: ProgrammeTerms): string {
  return termNames.map((name) => terms[name] ?? '').join('|');
}

/** Whether a claim received on this day, in the programme's zone, would be taken. */
export function takesClaimsOn({ status, claimsFromOn, claimsLastOn }: ProgrammeTerms, day: string): boolean {
  return (
    status === 'open' && claimsFromOn !== null && claimsFromOn <= day && (claimsLastOn === null || day <= claimsLastOn)
  );
}

/** Everything that a change does on this day, most far-reaching first; nothing where nothing changes. */
export function consequencesOf(before: ProgrammeTerms, after: ProgrammeTerms, day: string): readonly Consequence[] {
  return [...ofStatus(before, after), ...ofClaims(before, after, day), ...ofDelivery(before, after)];
}

const statusConsequence = { open: 'opens', closed: 'closes', announced: 'announced-only' } as const;

function ofStatus(before: ProgrammeTerms, after: ProgrammeTerms): readonly Consequence[] {
  return before.status === after.status ? [] : [{ code: statusConsequence[after.status] }];
}

function ofClaims(before: ProgrammeTerms, after: ProgrammeTerms, day: string): readonly Consequence[] {
  const taken = takesClaimsOn(before, day);
  const takenThen = takesClaimsOn(after, day);
  const found: Consequence[] = [];
  if (taken && !takenThen) found.push({ code: 'claims-close-now' }, { code: 'claims-received-stay' });
  if (!taken && takenThen) found.push({ code: 'claims-open-now' });
  if (after.claimsFromOn === null) {
    if (before.claimsFromOn !== null) found.push({ code: 'claims-none' });
    return found;
  }
  if (before.claimsFromOn !== after.claimsFromOn) found.push({ code: 'claims-from', from: after.claimsFromOn });
  if (before.claimsLastOn !== after.claimsLastOn) {
    found.push(
      after.claimsLastOn === null ? { code: 'claims-without-end' } : { code: 'claims-until', last: after.claimsLastOn },
    );
  }
  return found;
}

function ofDelivery(before: ProgrammeTerms, after: ProgrammeTerms): readonly Consequence[] {
  if (before.deliveryFromOn === after.deliveryFromOn && before.deliveryLastOn === after.deliveryLastOn) return [];
  if (after.deliveryFromOn === null || after.deliveryLastOn === null) return [{ code: 'delivery-unset' }];
  return [{ code: 'delivery-days', from: after.deliveryFromOn, last: after.deliveryLastOn }];
}
