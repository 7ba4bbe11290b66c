import type { ChannelCode } from './channels.ts';
import type { Day } from './days.ts';
import type { ProfessionCode } from './professions.ts';
import type { Decision, Reason } from './reasons.ts';
import { isTaskforceDecision, type NoteCode, type Source, sectionHeadings } from './sources.ts';

/** Everything that may stand in a sentence about a rule; each name has one way of being written. */
export interface MessageParams {
  readonly profession?: ProfessionCode;
  readonly professions?: readonly ProfessionCode[];
  readonly province?: string;
  readonly provinces?: readonly string[];
  readonly programmes?: readonly string[];
  readonly channel?: ChannelCode;
  readonly share?: number;
  readonly threshold?: number;
  readonly from?: Day;
  readonly lastDay?: Day;
  readonly validFrom?: Day;
}

/** Looks a message up by its key from the root of the messages; the root translator of next-intl is one. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** The values of a message, written in the person's language: names, lists, percentages and days in words. */
export function messageArguments(params: MessageParams, translate: Translate, locale: string): Record<string, string> {
  const written: Record<keyof MessageParams, string | undefined> = {
    profession: params.profession && translate(`professions.${params.profession}.name`),
    professions:
      params.professions &&
      list(
        params.professions.map((code) => translate(`professions.${code}.group`)),
        locale,
      ),
    province: params.province && translate(`provinces.${params.province}`),
    provinces:
      params.provinces &&
      list(
        params.provinces.map((code) => translate(`provinces.${code}`)),
        locale,
      ),
    programmes:
      params.programmes &&
      list(
        params.programmes.map((code) => translate(`rules.programmes.${code}`)),
        locale,
      ),
    channel: params.channel && translate(`channels.${params.channel}.description`),
    share: percentage(params.share, locale),
    threshold: percentage(params.threshold, locale),
    from: params.from && dayInWords(params.from, locale),
    lastDay: params.lastDay && dayInWords(params.lastDay, locale),
    validFrom: params.validFrom && dayInWords(params.validFrom, locale),
  };
  return Object.fromEntries(
    Object.entries(written).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}

/** One statement of a description, as a sentence. */
export function statementInWords(
  statement: { readonly messageKey: string; readonly params: MessageParams },
  translate: Translate,
  locale: string,
): string {
  return translate(statement.messageKey, messageArguments(statement.params, translate, locale));
}

/** One reason, as a sentence to the person it concerns. */
export function reasonInWords(reason: Reason, translate: Translate, locale: string): string {
  return translate(`rules.reasons.${reason.code}`, messageArguments(reason.params, translate, locale));
}

const saidByRegisters: readonly Reason['code'][] = [
  'ambulatory-share-above-threshold',
  'ambulatory-share-not-above-threshold',
  'domicile-in-province',
];

/** The same without what registers say of the person, such as a share: which condition is met, failed or unknown. */
export function reasonWithoutValues(reason: Reason, translate: Translate, locale: string): string {
  if (!saidByRegisters.includes(reason.code)) return reasonInWords(reason, translate, locale);
  return translate(`why.reasons.${reason.code}`, messageArguments(reason.params, translate, locale));
}

/** All reasons of a decision, in its order. */
export function reasonsInWords(decision: Pick<Decision, 'reasons'>, translate: Translate, locale: string): string[] {
  return decision.reasons.map((reason) => reasonInWords(reason, translate, locale));
}

/** A source as pages cite it. A quotation stays in the language of its document, named by `quoteLanguage`. */
export type CitedSource =
  | {
      readonly kind: 'letter';
      readonly document: string;
      /** The section's own heading, untranslated, or words for the part before the first heading. */
      readonly section: string;
      readonly quote: string;
      readonly quoteLanguage: 'fr';
      /** How an open sentence is read, said to be our own reading; null when the letter says it itself. */
      readonly reading: string | null;
    }
  | {
      readonly kind: 'decision';
      /** That it is a decision, and of which day. */
      readonly document: string;
      readonly section: string;
      /** As it was written, in whatever language. */
      readonly reason: string;
      readonly reading: null;
    };

/** `params` are those of the statement that rests on it: a reading names the values it led to. */
export function sourceInWords(
  source: Source,
  params: MessageParams,
  translate: Translate,
  locale: string,
): CitedSource {
  if (isTaskforceDecision(source)) {
    const named = translate('rules.sources.decision', { day: dayInWords(source.decidedOn, locale) });
    return { kind: 'decision', document: named, section: named, reason: source.reason, reading: null };
  }
  return {
    kind: 'letter',
    document: translate(`rules.documents.${source.document}`),
    section: sectionHeadings[source.section] ?? translate('rules.sources.opening'),
    quote: source.quote,
    quoteLanguage: 'fr',
    reading: source.reading ? noteInWords(source.note, params, translate, locale) : null,
  };
}

/** How an open sentence is read, with the values that this led to. */
export function noteInWords(note: NoteCode, params: MessageParams, translate: Translate, locale: string): string {
  return translate(`rules.notes.${note}`, messageArguments(params, translate, locale));
}

/** A day in words, such as `1er mars 2020`; French writes the first of a month as an ordinal, which Intl does not. */
export function dayInWords(day: Day, locale: string): string {
  const words = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
  return locale === 'fr' ? words.replace(/^1 /, '1er ') : words;
}

function percentage(value: number | undefined, locale: string): string | undefined {
  if (value === undefined) return undefined;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(value);
}

function list(words: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'conjunction' }).format(words);
}
