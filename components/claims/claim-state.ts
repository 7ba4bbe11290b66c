import type { Tone } from '#components/ui/tone.ts';
import type { ClaimStatus } from '#lib/claims/policy.ts';

/** The look of each state; its word stands in the messages, `claim.statuses`. */
export const claimTones: Record<ClaimStatus, Tone> = {
  UNCONFIRMED: 'attention',
  OPEN: 'info',
  QUESTION: 'attention',
  ACCEPTED: 'good',
  REFUSED: 'wrong',
  APPEALED: 'info',
  WITHDRAWN: 'neutral',
};
