import type { Day } from './days.ts';

/**
 * Where a rule or a value comes from. What the code holds names the sentence it rests on, in the words of the letter;
 * where the letter leaves something open, the value is our own reading of that sentence, says so, and says which. What
 * the taskforce decided later stands in no letter: it names the day, and the reason in the words of who decided.
 */

/** The letters the rules are read from; `seed` is the file the text was taken from. */
export const documents = {
  'letter-2020-06-15': { seed: '000_91f37149b09d6868.txt', language: 'fr', writtenOn: '2020-06-15' },
} as const;
export type DocumentCode = keyof typeof documents;
export const documentCodes = ['letter-2020-06-15'] as const satisfies readonly DocumentCode[];

/** The sections of the letter, by their own headings; what stands before the first heading has none. */
export const sectionHeadings = {
  opening: null,
  'target-groups': 'Groupes cibles pour la distribution de la réserve stratégique',
  'basic-stock': 'Premier stock stratégique de base',
  distribution: 'Distribution',
  'in-short': 'En bref',
} as const;
export type SectionCode = keyof typeof sectionHeadings;
export const sectionCodes = [
  'opening',
  'target-groups',
  'basic-stock',
  'distribution',
  'in-short',
] as const satisfies readonly SectionCode[];

/** What was read into the letter; each has its explanation in the messages, `rules.notes`. */
export const noteCodes = [
  'registration-means-right-to-practise',
  'mostly-means-more-than-half',
  'acute-phase-march-to-may',
  'domicile-must-be-known',
  'brussels-counts-as-a-province',
  'ambulatory-professions-listed',
  'activity-not-asked-for-masks',
  'number-of-masks-not-given',
  'masks-travel-like-the-reserve',
  'later-wording-of-the-cutoff',
  'cutoff-extended-to-the-reserve',
] as const;
export type NoteCode = (typeof noteCodes)[number];

interface Citation {
  readonly document: DocumentCode;
  readonly seed: string;
  readonly section: SectionCode;
  /** The sentence, or the part that counts, exactly as the letter has it. */
  readonly quote: string;
}

/** A decision of the taskforce: in no letter, so it quotes none. */
export interface TaskforceDecision {
  readonly reading: false;
  readonly decidedOn: Day;
  /** As the administrator wrote it, in their language. */
  readonly reason: string;
}

export type LetterSource = Citation &
  ({ readonly reading: false } | { readonly reading: true; readonly note: NoteCode });
export type Source = LetterSource | TaskforceDecision;

export function isTaskforceDecision(source: Source): source is TaskforceDecision {
  return 'decidedOn' in source;
}

const cite = (section: SectionCode, quote: string): Citation => ({
  document: 'letter-2020-06-15',
  seed: documents['letter-2020-06-15'].seed,
  section,
  quote,
});

/** The letter says it. */
export function letter(section: SectionCode, quote: string): LetterSource {
  return { ...cite(section, quote), reading: false };
}

/** The letter leaves it open, and this is how it is read. */
export function ownReading(note: NoteCode, section: SectionCode, quote: string): LetterSource {
  return { ...cite(section, quote), reading: true, note };
}

/** The taskforce decided it, on that day and for that reason. */
export function taskforceDecision(decidedOn: Day, reason: string): TaskforceDecision {
  return { reading: false, decidedOn, reason };
}
