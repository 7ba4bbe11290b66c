import { type Actor, isAdministrator } from '#lib/auth/actor.ts';

export const claimStatuses = [
  'UNCONFIRMED',
  'OPEN',
  'QUESTION',
  'ACCEPTED',
  'REFUSED',
  'APPEALED',
  'WITHDRAWN',
] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** What the person may still do with a claim; whoever holds its link is the person. */
export function mayConfirm(claim: { readonly status: ClaimStatus }): boolean {
  return claim.status === 'UNCONFIRMED';
}

export function mayAnswer(claim: { readonly status: ClaimStatus }): boolean {
  return claim.status === 'QUESTION';
}

/** Once. The letter gives no time limit for it, so there is none. */
export function mayAppeal(claim: { readonly status: ClaimStatus; readonly appealedAt: Date | null }): boolean {
  return claim.status === 'REFUSED' && claim.appealedAt === null;
}

export function mayWithdraw(claim: { readonly status: ClaimStatus }): boolean {
  return ['UNCONFIRMED', 'OPEN', 'QUESTION', 'APPEALED'].includes(claim.status);
}

/** What it goes back to when a question is answered. */
export function statusAfterAnswer(claim: { readonly appealedAt: Date | null }): 'OPEN' | 'APPEALED' {
  return claim.appealedAt === null ? 'OPEN' : 'APPEALED';
}

type Reviewed = {
  readonly status: ClaimStatus;
  readonly appealedAt: Date | null;
  readonly decidedById: string | null;
};

export const reviewRefusals = [
  'not-allowed',
  'not-confirmed',
  'already-decided',
  'withdrawn',
  'same-reviewer',
] as const;
export type ReviewRefusal = (typeof reviewRefusals)[number];

/** Why this actor may not examine this claim now; undefined where they may. An appeal goes to another reviewer. */
export function reviewRefusal(actor: Actor, claim: Reviewed): ReviewRefusal | undefined {
  if (!isAdministrator(actor)) return 'not-allowed';
  switch (claim.status) {
    case 'UNCONFIRMED':
      return 'not-confirmed';
    case 'WITHDRAWN':
      return 'withdrawn';
    case 'ACCEPTED':
    case 'REFUSED':
      return 'already-decided';
    case 'OPEN':
    case 'QUESTION':
    case 'APPEALED':
      return claim.appealedAt !== null && claim.decidedById === actor.userId ? 'same-reviewer' : undefined;
  }
}
