import { getDb } from '#lib/db/client.ts';
import { decisionSchema, type Reason } from '#lib/rules/reasons.ts';
import { hashToken } from '#lib/shared/secrets.ts';
import { type ClaimStatus, mayAnswer, mayAppeal, mayConfirm, mayWithdraw } from './policy.ts';
import { isoDay } from './receive-claim.ts';
import { claimTokenSchema, evidenceLimits } from './schema.ts';

/** What happened, as the person may read it: who of the staff did what is not their business, nor are notes. */
export const publicEventKinds = [
  'RECEIVED',
  'CONFIRMED',
  'QUESTION_ASKED',
  'ANSWERED',
  'ACCEPTED',
  'REFUSED',
  'APPEALED',
  'WITHDRAWN',
] as const;
export type PublicEventKind = (typeof publicEventKinds)[number];

/** A claim as whoever holds its link sees it. Instants are ISO 8601, in business time. */
export type ClaimView = {
  readonly reference: string;
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly status: ClaimStatus;
  readonly receivedAt: string;
  readonly receivedBy: 'WEB' | 'LETTER' | 'EMAIL' | 'PHONE';
  readonly workplace: string;
  readonly statement: string | null;
  readonly fileNames: readonly string[];
  readonly filePlacesLeft: number;
  readonly history: readonly {
    readonly id: string;
    readonly kind: PublicEventKind;
    readonly at: string;
    readonly text: string | null;
  }[];
  /** What a reviewer asked last, while it waits for the answer. */
  readonly question: string | null;
  /** Why it was refused, in the person's language, while it stands so. */
  readonly refusalReason: string | null;
  /** The amended list and the reasons, where it was accepted. */
  readonly accepted: {
    readonly listNumber: number | null;
    readonly publishedAt: string | null;
    readonly reasons: readonly Reason[];
    /** Facts that it corrected, as the rules name them, and when these corrections were taken back. */
    readonly corrected: readonly string[];
    readonly takenBackAt: string | null;
    /** When the amended list was withdrawn, and why: what was accepted was taken back. */
    readonly withdrawn: { readonly at: string; readonly reason: string } | null;
  } | null;
  readonly appealed: boolean;
  readonly may: {
    readonly confirm: boolean;
    readonly answer: boolean;
    readonly appeal: boolean;
    readonly withdraw: boolean;
  };
};

/** The facts of the rules that a claim corrected; how a person is reached is none of them. */
export const correctedFacts = {
  where: { fact: { not: 'contact' } },
  select: { fact: true, takenBackAt: true },
  orderBy: { fact: 'asc' },
} as const;

/** When a claim's corrections were taken back, an ISO instant: all at once, as its amended list was withdrawn. */
export function takenBackAt(corrections: readonly { readonly takenBackAt: Date | null }[]): string | null {
  return corrections[0]?.takenBackAt?.toISOString() ?? null;
}

/** The claim behind a link; undefined for a link that is none. The link is all the authority there is. */
export async function findClaimByToken(token: string): Promise<ClaimView | undefined> {
  if (!claimTokenSchema.safeParse(token).success) return undefined;
  const claim = await getDb().claim.findUnique({
    where: { accessTokenHash: hashToken(token) },
    include: {
      events: { where: { kind: { in: [...publicEventKinds] } }, orderBy: { id: 'asc' } },
      attachments: { select: { fileName: true }, orderBy: { position: 'asc' } },
      decision: { select: { reasons: true } },
      corrections: correctedFacts,
      amendment: { select: { number: true, publishedAt: true, endedAt: true, endedReason: true } },
    },
  });
  if (!claim) return undefined;
  const asked = claim.events.findLast(({ kind }) => kind === 'QUESTION_ASKED');
  return {
    reference: claim.reference,
    programmeCode: claim.programmeCode,
    professionCode: claim.professionCode,
    status: claim.status,
    receivedAt: claim.receivedAt.toISOString(),
    receivedBy: claim.receivedBy,
    workplace: claim.workplace,
    statement: claim.statement,
    fileNames: claim.attachments.map(({ fileName }) => fileName),
    filePlacesLeft: evidenceLimits.files - claim.attachments.length,
    history: claim.events.flatMap(({ id, kind, at, text }) =>
      isPublic(kind) ? [{ id: String(id), kind, at: at.toISOString(), text }] : [],
    ),
    question: mayAnswer(claim) ? (asked?.text ?? null) : null,
    refusalReason: claim.status === 'REFUSED' ? claim.refusalReason : null,
    accepted:
      claim.status === 'ACCEPTED'
        ? {
            listNumber: claim.amendment?.number ?? null,
            publishedAt: claim.amendment?.publishedAt?.toISOString() ?? null,
            reasons: readReasons(claim.decision?.reasons),
            corrected: claim.corrections.map(({ fact }) => fact),
            takenBackAt: takenBackAt(claim.corrections),
            withdrawn: withdrawalOf(claim.amendment),
          }
        : null,
    appealed: claim.appealedAt !== null,
    may: {
      confirm: mayConfirm(claim),
      answer: mayAnswer(claim),
      appeal: mayAppeal(claim),
      withdraw: mayWithdraw(claim),
    },
  };
}

/** How an amended list was withdrawn; null where it is in force, or a full list took over its person. */
function withdrawalOf(
  amendment: { readonly endedAt: Date | null; readonly endedReason: string | null } | null,
): { readonly at: string; readonly reason: string } | null {
  if (!amendment?.endedAt || amendment.endedReason === null || amendment.endedReason === 'replaced-by-list')
    return null;
  return { at: amendment.endedAt.toISOString(), reason: amendment.endedReason };
}

function isPublic(kind: string): kind is PublicEventKind {
  return publicEventKinds.some((known) => known === kind);
}

/** The reasons of a kept decision; none where there is no decision. */
export function readReasons(kept: unknown): readonly Reason[] {
  const parsed = decisionSchema.shape.reasons.safeParse(kept);
  return parsed.success ? parsed.data : [];
}

export type ClaimProgramme = {
  readonly code: string;
  /** Last day, included; none where claims have no cutoff. */
  readonly lastOn: string | null;
};

/** Programmes that staff may enter a claim under, since it may have come before the cutoff: those that ever took claims and are open. */
export async function listEnterableProgrammes(): Promise<readonly ClaimProgramme[]> {
  const found = await getDb().programme.findMany({
    where: { status: 'OPEN', claimsFromOn: { not: null } },
    select: { code: true, claimsLastOn: true },
    orderBy: { position: 'asc' },
  });
  return found.map(({ code, claimsLastOn }) => ({ code, lastOn: claimsLastOn === null ? null : isoDay(claimsLastOn) }));
}
