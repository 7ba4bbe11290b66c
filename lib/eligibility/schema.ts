import * as z from 'zod';
import { postcodeSchema } from '#lib/geography/postcodes.ts';
import { defaultLocale, isLocale, type Locale } from '#lib/i18n/locales.ts';
import { type ProviderNumber, parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import { nextSteps } from '#lib/programmes/next-step.ts';
import { channelCodes } from '#lib/rules/channels.ts';
import { itemCodes } from '#lib/rules/items.ts';

/** What is asked: both as people write them, in any punctuation. */
export const checkRequestSchema = z.object({
  /** NIHDI number of 11 or 8 digits, or visa number. */
  number: z.string().max(64),
  /** Postcode of the domicile. */
  postcode: z.string().max(16),
});

/** Why an input can't be looked up. Stable: part of the interface, and each has its words in the messages. */
export const checkInputCodes = [
  'number-empty',
  'number-malformed',
  'number-wrong-length',
  'postcode-empty',
  'postcode-malformed',
] as const;
export type CheckInputCode = (typeof checkInputCodes)[number];

/** As above, or the check digits of the number do not agree; the person may insist that it is right. */
export const checkRefusalCodes = [...checkInputCodes, 'number-check-failed'] as const;
export type CheckRefusalCode = (typeof checkRefusalCodes)[number];

const day = z.iso.date();

export const listedEntrySchema = z.strictObject({
  programme: z.string(),
  profession: z.string(),
  /** Number of the published list, counted for each programme and profession. */
  listNumber: z.int().positive(),
  /** The day in Brussels on which the list was published. */
  publishedOn: day,
  channel: z.enum(channelCodes),
  /** ISO 3166-2 code of the province that serves. */
  province: z.string(),
  /** The grouping or association that receives for the person; null for the other channels. */
  organisation: z.string().nullable(),
  /** Gloves, aprons and masks by the piece, goggles by the pair; empty while the quantity is open. */
  kit: z.array(z.object({ item: z.enum(itemCodes), quantity: z.int().positive() })).readonly(),
  /** Null while nothing is published. `last` is included. */
  plannedDelivery: z
    .object({ from: day, last: day, way: z.enum(['pickup', 'home-delivery', 'grouping', 'association']) })
    .nullable(),
  nextStep: z.enum(nextSteps),
});
export type ListedEntry = Readonly<z.infer<typeof listedEntrySchema>>;

/** Answers with status 200. An unknown number and somebody else's postcode are both `not-found`. */
export const checkResponseSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('listed'), entries: z.array(listedEntrySchema).nonempty().readonly() }),
  z.strictObject({ result: z.literal('not-found') }),
]);
export type CheckResponse = Readonly<z.infer<typeof checkResponseSchema>>;

/** Answers with status 400, 413, 415, 422 and 429. `message` is for developers; pages have their own words. */
export const checkProblemSchema = z.strictObject({
  code: z.enum([...checkRefusalCodes, 'not-json', 'not-the-expected-shape', 'too-large', 'too-many-attempts']),
  field: z.enum(['number', 'postcode']).optional(),
  message: z.string(),
  retryAfterSeconds: z.int().positive().optional(),
});
export type CheckProblem = Readonly<z.infer<typeof checkProblemSchema>>;

/** An input that can be looked up. */
export type CheckInput = {
  readonly number: ProviderNumber;
  /** False when the check digits do not agree: looked up all the same, since such a number may have been reviewed. */
  readonly numberChecks: boolean;
  /** Four digits. */
  readonly postcode: string;
};

export type CheckParsing =
  | { readonly ok: true; readonly input: CheckInput }
  | { readonly ok: false; readonly codes: readonly [CheckInputCode, ...CheckInputCode[]] };

/** Reads a number and a postcode as typed; gives every reason why they can't be looked up, the number's first. */
export function parseCheck(typed: { readonly number: string; readonly postcode: string }): CheckParsing {
  const number = readNumber(typed.number);
  const postcode = readPostcode(typed.postcode);
  if (typeof number === 'string') return { ok: false, codes: postcode.ok ? [number] : [number, postcode.code] };
  return postcode.ok
    ? { ok: true, input: { ...number, postcode: postcode.value } }
    : { ok: false, codes: [postcode.code] };
}

function readNumber(text: string): Pick<CheckInput, 'number' | 'numberChecks'> | CheckInputCode {
  const parsed = parseProviderNumber(text);
  if (parsed.ok || parsed.code === 'check-failed') return { number: parsed.number, numberChecks: parsed.ok };
  return `number-${parsed.code}`;
}

type PostcodeReading =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: CheckInputCode };

function readPostcode(text: string): PostcodeReading {
  const parsed = postcodeSchema.safeParse(text);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, code: text.trim() === '' ? 'postcode-empty' : 'postcode-malformed' };
}

export function fieldOf(code: CheckRefusalCode): 'number' | 'postcode' {
  return code.startsWith('number') ? 'number' : 'postcode';
}

/** What the form on the page posts: a check, or one of the two things that can follow from its answer. */
const intents = ['check', 'claim', 'reasons'] as const;

export type CheckForm = {
  readonly locale: Locale;
  readonly intent: (typeof intents)[number];
  readonly typed: { readonly number: string; readonly postcode: string };
};

/** Reads the posted form by hand: of the few fields none can be wrong but the two that `parseCheck` judges. */
export function readCheckForm(formData: FormData): CheckForm {
  const text = (name: string, most: number) => {
    const value = formData.get(name);
    return typeof value === 'string' ? value.slice(0, most) : '';
  };
  const locale = text('locale', 8);
  const intent = text('intent', 16);
  return {
    locale: isLocale(locale) ? locale : defaultLocale,
    intent: intents.find((known) => known === intent) ?? 'check',
    typed: { number: text('number', 64), postcode: text('postcode', 16) },
  };
}

/** The message that tells a person of it, beside its field. */
export function errorOf(code: CheckInputCode): string {
  return code === 'postcode-malformed' ? 'errors.postcode' : `errors.${code}`;
}
