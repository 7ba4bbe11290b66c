/**
 * Where a rule or a value comes from. Every one names the sentence it rests on, in the words of the letter. Where
 * the letter leaves something open, the value is our own reading of that sentence, says so, and says which.
 */

/** The letters the rules are read from; `seed` is the file the text was taken from. */
export const documents = {
  'letter-2020-06-15': { seed: '000_91f37149b09d6868.txt', language: 'fr', writtenOn: '2020-06-15' },
} as const;
export type DocumentCode = keyof typeof documents;

/** The sections of the letter, by their own headings; what stands before the first heading has none. */
export const sectionHeadings = {
  opening: null,
  'target-groups': 'Groupes cibles pour la distribution de la réserve stratégique',
  'basic-stock': 'Premier stock stratégique de base',
  distribution: 'Distribution',
  'in-short': 'En bref',
} as const;
export type SectionCode = keyof typeof sectionHeadings;

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

export type Source = Citation & ({ readonly reading: false } | { readonly reading: true; readonly note: NoteCode });

const cite = (section: SectionCode, quote: string): Citation => ({
  document: 'letter-2020-06-15',
  seed: documents['letter-2020-06-15'].seed,
  section,
  quote,
});

/** The letter says it. */
export function letter(section: SectionCode, quote: string): Source {
  return { ...cite(section, quote), reading: false };
}

/** The letter leaves it open, and this is how it is read. */
export function ownReading(note: NoteCode, section: SectionCode, quote: string): Source {
  return { ...cite(section, quote), reading: true, note };
}
