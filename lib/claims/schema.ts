import { z } from 'zod';
import { postcodeSchema } from '#lib/geography/postcodes.ts';
import { locales } from '#lib/i18n/locales.ts';
import { parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { searchText } from '#lib/shared/search-schema.ts';
import { type SortOrder, sortOrders } from '#lib/shared/sorting.ts';

/** What evidence may be; the same bounds stand in the database. */
export const evidenceLimits = { files: 3, bytes: 5 * 1024 * 1024 } as const;
export const evidenceMediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type EvidenceMediaType = (typeof evidenceMediaTypes)[number];

export function isEvidenceMediaType(value: unknown): value is EvidenceMediaType {
  return evidenceMediaTypes.some((mediaType) => mediaType === value);
}

const line = z.string().trim().min(1).max(120);
const longText = z.string().trim().min(1).max(4000);

const postcode = z
  .string()
  .refine((text) => postcodeSchema.safeParse(text).success, 'errors.postcode')
  .transform((text) => postcodeSchema.parse(text));

const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
const phone = z
  .string()
  .trim()
  .regex(/^[+\d][\d\s./()-]{6,30}$/, 'claim.errors.phone');

/** What a claim says, whoever types it; `today` bounds the days that can't be ahead. */
function statedFields(today: string) {
  return {
    programmes: z.array(z.string(), 'claim.errors.programmes').min(1, 'claim.errors.programmes').max(10),
    number: z.string().trim().min(1).max(40),
    /** The check digits fail and the person says that the number is right all the same. */
    numberInsisted: z.boolean().default(false),
    professionCode: z.enum(professionCodes),
    givenName: line,
    familyName: line,
    street: line,
    postcode,
    municipality: line,
    workplace: z.string().trim().min(1).max(500),
    activeSinceOn: z.iso.date().refine((day) => day <= today, 'claim.errors.dayAhead'),
    language: z.enum(locales),
    email: emailAddress,
    phone: phone.optional(),
    statement: longText.optional(),
  };
}

type NumberFields = { readonly number?: unknown; readonly numberInsisted?: unknown };

/** The error of a number, or none: one whose check fails passes when the person insists. */
function numberError(value: unknown): string | undefined {
  const { number, numberInsisted } = Object(value) as NumberFields;
  if (typeof number !== 'string' || number.trim() === '') return undefined;
  const parsed = parseProviderNumber(number);
  if (parsed.ok || (parsed.code === 'check-failed' && numberInsisted === true)) return undefined;
  return `claim.errors.number.${parsed.code}`;
}

// Told together with every other error, not after they are mended.
const numberIsRead = {
  path: ['number'],
  when: () => true,
  error: (issue: { readonly input?: unknown }) => numberError(issue.input),
};

/** The public form. */
export function claimSchema(today: string) {
  return z.object(statedFields(today)).refine((value) => numberError(value) === undefined, numberIsRead);
}
export type ClaimFields = z.infer<ReturnType<typeof claimSchema>>;

export const receiptWays = ['LETTER', 'EMAIL', 'PHONE'] as const;

/** What staff type in from a letter, a mail or a call: who wrote may have left out how to be reached. */
export function enterClaimSchema(today: string) {
  return z
    .object({
      ...statedFields(today),
      street: line.optional(),
      email: emailAddress.optional(),
      receivedBy: z.enum(receiptWays),
      receivedOn: z.iso.date(),
      /** By the clocks of Brussels. */
      receivedTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'claim.errors.time'),
      reason: z.string().trim().min(3).max(500),
    })
    .refine((value) => numberError(value) === undefined, numberIsRead);
}
export type EnteredClaimFields = z.infer<ReturnType<typeof enterClaimSchema>>;

/** The token of a claim's link, as it stands in addresses and hidden fields. */
export const claimTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const answerSchema = z.object({ token: claimTokenSchema, text: longText });
export const appealSchema = z.object({ token: claimTokenSchema, text: longText });
export const tokenSchema = z.object({ token: claimTokenSchema });

export const sendLinkSchema = z.object({ reference: z.string().trim().min(1).max(40), email: emailAddress });

/** What a reviewer may say of a claim. Each names the claim by its reference, as its page's address does. */
const reference = z.string().min(1).max(20);
const reviewText = z.string().trim().min(3).max(4000);

export const assignSchema = z.object({ reference, assigneeId: z.uuid('claim-review.errors.assignee') });
export const askSchema = z.object({ reference, text: reviewText });

/** Reasons that no rule gives; those of rules are refused by the rule's own code. */
export const refusalReasonCodes = [
  'identity-not-verified',
  'evidence-insufficient',
  'no-answer',
  'already-listed',
] as const;

export const refuseSchema = z
  .object({
    reference,
    /** Codes of `refusalReasonCodes`, or of rules of the programme. */
    reasons: z.array(z.string()).default([]),
    text: z.string().trim().max(4000).optional(),
  })
  .refine(({ reasons, text }) => reasons.length > 0 || text !== undefined, {
    path: ['reasons'],
    error: 'claim-review.errors.reason',
  });

const percentage = z
  .string()
  .trim()
  .transform((text) => Number(text.replace(',', '.').replace(/\s*%$/, '')))
  .refine((value) => value >= 0 && value <= 100, 'claim-review.errors.share');

export const acceptSchema = z.object({
  reference,
  /** The provider of the registers it is linked to; none establishes a new one from the claim. */
  providerId: z.uuid().optional(),
  identityVerified: z.literal(true, 'claim-review.errors.identity'),
  /** The evidence shows the right to practise. */
  registered: z.boolean().default(false),
  /** The evidence shows this share of ambulatory activity in the period that the rules ask about, in per cent. */
  ambulatoryPercent: percentage.optional(),
  /** The domicile is the one stated, not the one of the registers. */
  domicile: z.boolean().default(false),
  note: z.string().trim().max(4000).optional(),
});

/** Somebody else of the registers, looked up for a claim that states a wrong number; its check digits may not agree. */
export const lookUpSchema = z.object({
  reference,
  number: z.string().transform((typed, context) => {
    const parsed = parseProviderNumber(typed);
    if (parsed.ok || parsed.code === 'check-failed') return parsed.number;
    context.addIssue({ code: 'custom', message: `claim.errors.number.${parsed.code}` });
    return z.NEVER;
  }),
});

export const queueSorts = ['received', 'age', 'assignee'] as const;

/** The address of the queue: what is unknown in it is left out, so that an old link still opens. */
export const queueFilterSchema = z.object({
  status: z.enum(['waiting', 'question', 'unconfirmed', 'decided', 'all']).catch('waiting').default('waiting'),
  assignee: searchText,
  province: searchText,
  profession: searchText,
  q: searchText,
  sort: z.enum(queueSorts).optional().catch(undefined),
  order: z.enum(sortOrders).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type QueueFilter = z.infer<typeof queueFilterSchema>;

/** How a queue is sorted: unless the address says so, what waits begins with the longest, what is done with the latest. */
export function queueSorting({ status, sort, order }: Pick<QueueFilter, 'status' | 'sort' | 'order'>): {
  readonly sort: (typeof queueSorts)[number];
  readonly order: SortOrder;
} {
  const latestFirst = sort === undefined && (status === 'decided' || status === 'all');
  return { sort: sort ?? 'received', order: order ?? (latestFirst ? 'descending' : 'ascending') };
}

export const reviewNotices = ['assigned', 'not-assigned', 'asked', 'refused', 'accepted', 'entered'] as const;

/** The address of one claim: who of the registers is set beside it, and what was just done. */
export const reviewSearchSchema = z.object({
  provider: z.uuid().optional().catch(undefined),
  done: z.enum(reviewNotices).optional().catch(undefined),
});

export const attachmentIdSchema = z.uuid();
