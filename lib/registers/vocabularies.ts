import type { Locale } from '#lib/i18n/locales.ts';
import type { ProfessionCode } from '#lib/rules/professions.ts';
import { folded } from './register.ts';
import type { SettingCode } from './settings.ts';

/*
 * The words by which source administrations name what we have codes for, in any of their languages and genders. They are
 * read from files, never shown: what is shown stands in the messages.
 */

export const professionWords: Readonly<Record<ProfessionCode, readonly string[]>> = {
  'general-practitioner': [
    ...['médecin généraliste', 'généraliste', 'MG', 'huisarts', 'HA', 'Hausarzt', 'Hausärztin'],
    ...['Hausärztin oder Hausarzt', 'general practitioner', 'GP'],
  ],
  specialist: [
    ...['médecin spécialiste', 'spécialiste', 'arts-specialist', 'geneesheer-specialist', 'specialist'],
    ...['Facharzt', 'Fachärztin', 'Fachärztin oder Facharzt', 'medical specialist'],
  ],
  dentist: ['dentiste', 'tandarts', 'Zahnarzt', 'Zahnärztin', 'Zahnärztin oder Zahnarzt', 'dentist'],
  'home-nurse': [
    ...['infirmier', 'infirmière', 'infirmier ou infirmière à domicile', 'infirmier à domicile'],
    ...['infirmière à domicile', 'verpleegkundige', 'thuisverpleegkundige', 'verpleger', 'verpleegster'],
    ...['Krankenpfleger', 'Krankenpflegerin', 'home nurse', 'nurse'],
    'Krankenpflegerin oder Krankenpfleger in der häuslichen Pflege',
  ],
  'home-care-assistant': [
    ...['aide-soignant', 'aide-soignante', 'aide-soignant ou aide-soignante à domicile'],
    ...['aide-soignant à domicile', 'aide-soignante à domicile', 'zorgkundige', 'zorgkundige in de thuiszorg'],
    ...['Pflegehelfer', 'Pflegehelferin', 'home care assistant', 'care assistant'],
    'Pflegehelferin oder Pflegehelfer in der häuslichen Pflege',
  ],
  midwife: ['sage-femme', 'accoucheuse', 'vroedvrouw', 'Hebamme', 'midwife'],
  physiotherapist: [
    ...['kinésithérapeute', 'kiné', 'kinesitherapeut', 'kinesist', 'Kinesitherapeut', 'Kinesitherapeutin'],
    ...['Kinesitherapeutin oder Kinesitherapeut', 'physiotherapist'],
  ],
  pharmacist: [
    ...['pharmacien', 'pharmacienne', 'pharmacien ou pharmacienne', 'apotheker', 'apothekeres'],
    ...['Apothekerin', 'Apothekerin oder Apotheker', 'pharmacist'],
  ],
  'speech-therapist': [
    'logopède',
    'logopedist',
    'logopediste',
    'Logopäde',
    'Logopädin',
    'Logopädin oder Logopäde',
    'speech therapist',
  ],
  'clinical-psychologist': [
    ...['psychologue clinicien', 'psychologue clinicienne', 'psychologue clinicien ou clinicienne'],
    ...[
      'klinisch psycholoog',
      'klinischer Psychologe',
      'klinische Psychologin',
      'clinical psychologist',
      'klinische Psychologin oder klinischer Psychologe',
    ],
  ],
  podiatrist: ['podologue', 'podoloog', 'Podologe', 'Podologin', 'Podologin oder Podologe', 'podiatrist'],
};

export const settingWords: Readonly<Record<SettingCode, readonly string[]>> = {
  home: ['domicile', 'à domicile', 'soins à domicile', 'thuis', 'aan huis', 'thuiszorg', 'zu Hause', 'home care'],
  practice: ['cabinet', 'cabinet privé', 'praktijk', 'privépraktijk', 'Praxis', 'private practice'],
  'health-centre': ['maison médicale', 'wijkgezondheidscentrum', 'Ärztehaus', 'health centre', 'health center'],
  grouping: ['regroupement', 'groupement', 'groepering', 'Zusammenschluss', 'Gruppierung', 'home-care grouping'],
  hospital: ['hôpital', 'ziekenhuis', 'Krankenhaus', 'clinique', 'kliniek'],
  residential: [
    ...['maison de repos', 'MRS', 'MRPA', 'rusthuis', 'woonzorgcentrum', 'WZC', 'RVT', 'ROB'],
    ...['Altenheim', 'nursing home', 'residential care', 'résidentiel', 'residentieel'],
  ],
  school: ['école', 'PMS', 'school', 'CLB', 'Schule'],
  other: ['autre', 'andere', 'ander', 'sonstige', 'other'],
};

export const languageWords: Readonly<Record<Locale, readonly string[]>> = {
  fr: ['F', 'français', 'frans', 'Französisch', 'French', 'fra', 'fr-BE'],
  nl: ['N', 'néerlandais', 'Nederlands', 'Niederländisch', 'Dutch', 'nld', 'nl-BE'],
  de: ['D', 'allemand', 'Duits', 'Deutsch', 'German', 'deu', 'de-BE'],
  en: ['E', 'anglais', 'Engels', 'Englisch', 'English', 'eng'],
};

export const selfEmployedWords = [
  ...['self-employed', 'indépendant', 'indépendante', 'zelfstandige', 'zelfstandig', 'Selbstständige'],
  ...['Selbständige', 'selbstständig', 'selbständig', 'Selbstständiger', 'self employed'],
] as const;

/** Code by word, both folded: the code itself is a word of its own. */
export function codesByWord<Code extends string>(
  words: Readonly<Record<Code, readonly string[]>>,
): ReadonlyMap<string, Code> {
  const codes = Object.keys(words) as Code[];
  return new Map(codes.flatMap((code) => [code, ...words[code]].map((word) => [folded(word), code] as const)));
}
