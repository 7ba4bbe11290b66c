import { Temporal } from 'temporal-polyfill';
import { isBeforeCutoff } from '#lib/rules/deadlines.ts';
import type { ProgrammeFacts } from './programme-facts.ts';

export type ClaimWindow =
  | { readonly state: 'open'; readonly lastOn: string | null }
  | { readonly state: 'closed'; readonly lastOn: string }
  /** Claims are not taken, or not yet. */
  | { readonly state: 'none' };

/** Whether one can report at this instant that one is missing from a programme's lists. The last day counts whole. */
export function claimWindow(programme: ProgrammeFacts, now: Temporal.Instant): ClaimWindow {
  const { claims, status } = programme;
  if (!claims || status === 'announced') return { state: 'none' };
  const from = Temporal.PlainDate.from(claims.fromOn).toZonedDateTime(claims.timeZone).toInstant();
  if (Temporal.Instant.compare(now, from) < 0) return { state: 'none' };
  const inTime = isBeforeCutoff(now.toString(), claims.lastOn, claims.timeZone);
  if (inTime && status === 'open') return { state: 'open', lastOn: claims.lastOn };
  return claims.lastOn === null ? { state: 'none' } : { state: 'closed', lastOn: claims.lastOn };
}
