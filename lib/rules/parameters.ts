import type { Day, Period } from './days.ts';
import type { ProfessionCode } from './professions.ts';
import { letter, ownReading, type Source } from './sources.ts';

/**
 * The values the rules work with, each for the days it holds and with the sentence it comes from. A value that
 * changes gets a further entry with its own days and source: the old one stays, since decisions were made by it.
 */
export interface DatedValue<T> {
  readonly validFrom: Day;
  /** The first day it no longer holds; null while no end is known. */
  readonly validUntil: Day | null;
  readonly value: T;
  readonly source: Source;
}

export const parameterCodes = [
  'target-professions',
  'ambulatory-professions',
  'dentists',
  'acute-phase',
  'mostly-active-threshold',
  'served-provinces',
  'personal-distribution',
  'programmes-that-exclude',
  'claim-last-day',
  'reserve-gloves',
  'reserve-aprons',
  'reserve-goggles',
  'reserve-surgical-masks',
  'emergency-surgical-masks',
  'weekly-quantity',
] as const;
export type ParameterCode = (typeof parameterCodes)[number];

export interface Parameter<T> {
  readonly code: ParameterCode;
  readonly values: readonly DatedValue<T>[];
}

/** The value that holds on a day, with its source. Throws a RangeError for a day no value was given for. */
export function valueOn<T>(parameter: Parameter<T>, day: Day): DatedValue<T> {
  const found = parameter.values.find(
    ({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || day < validUntil),
  );
  if (!found) throw new RangeError(`No value of ${parameter.code} on ${day}`);
  return found;
}

/** A parameter with one value so far. */
export function parameter<T>(code: ParameterCode, validFrom: Day, value: T, source: Source): Parameter<T> {
  return { code, values: [{ validFrom, validUntil: null, value, source }] };
}

/** The letter of 14 May announced the emergency masks, the letter of 15 June refers to it. */
export const emergencyMasksSince: Day = '2020-05-14';
/** The share of the whole acute phase can't be known before its end, so nobody is decided on before. */
export const reserveSince: Day = '2020-06-01';
/** The day of the letter, which announces the FFP2 masks. */
export const ffp2Since: Day = '2020-06-15';

const targetGroup =
  'La réserve stratégique est prévue pour les prestataires de soins qui sont restés majoritairement actifs en soins ambulatoires dans la phase aiguë de la crise: les médecins généralistes, médecins spécialistes, dentistes, infirmières à domicile, aides-soignants à domicile et sages-femmes.';
const masksForAll = 'Masques distribués à tous les professionnels des soins de santé ambulatoires (voir liste)';
const provinceOfDomicile =
  'Le matériel sera distribué selon les modalités déterminées par votre province de domicile dans le courant du mois de juillet.';
const dentistsThroughAssociations =
  'Compte tenu des quantités limitées disponibles, un stock stratégique sera dans un premier temps distribué aux associations professionnelles.';
const dentistsLater =
  'À un stade ultérieur, en fonction des quantités disponibles, d’autres masques seront éventuellement distribués aux dentistes eux-mêmes.';

export const quotes = {
  targetGroup,
  masksForAll,
  provinceOfDomicile,
  dentistsThroughAssociations,
  dentistsLater,
  dentists: 'Pour les dentistes, un stock stratégique de FFP2 est également prévu.',
  lists:
    'Ces listes ont été établies en reliant les données disponibles à la DG Soins de santé avec les données d’activité disponibles à l’INAMI, ainsi que les données concernant l’activité de l’ONSS et de l’INASTI (Datawarehouse Marché du travail et Protection Sociale).',
  resumption:
    'Après cette date, plus aucune livraison de matériel de protection individuelle (masques) pour la reprise des activités en ambulatoire ne sera effectuée.',
  groupings:
    'Les infirmiers et les aides-soignants actifs dans un regroupement de soins à domicile recevront leur stock par leur regroupement.',
  before20June:
    'Un dernier envoi d’équipement de protection est prévu pour les professionnels absents des listes mais qui se seront signalés à notre adresse mail avant le 20 juin.',
  until20June:
    'Dernière possibilité d’en bénéficier si absent des listes, en se signalant jusqu’au 20 juin au plus tard',
  notOnTheList: 'Si vous n’êtes pas repris dans la liste, vous pouvez le signaler',
} as const;

export const targetProfessions = parameter<readonly ProfessionCode[]>(
  'target-professions',
  reserveSince,
  ['general-practitioner', 'specialist', 'dentist', 'home-nurse', 'home-care-assistant', 'midwife'],
  letter('target-groups', targetGroup),
);

export const ambulatoryProfessions = parameter<readonly ProfessionCode[]>(
  'ambulatory-professions',
  emergencyMasksSince,
  [
    'general-practitioner',
    'specialist',
    'dentist',
    'home-nurse',
    'home-care-assistant',
    'midwife',
    'physiotherapist',
    'pharmacist',
    'speech-therapist',
    'clinical-psychologist',
    'podiatrist',
  ],
  ownReading('ambulatory-professions-listed', 'in-short', masksForAll),
);

export const dentists = parameter<readonly ProfessionCode[]>(
  'dentists',
  ffp2Since,
  ['dentist'],
  letter('basic-stock', quotes.dentists),
);

/** 1 March to 31 May 2020, both included. */
export const acutePhase = parameter<Period>(
  'acute-phase',
  reserveSince,
  { from: '2020-03-01', until: '2020-06-01' },
  ownReading('acute-phase-march-to-may', 'target-groups', targetGroup),
);

/** A share of 0 to 1 that must be exceeded: exactly one half is not "mostly". */
export const mostlyActiveThreshold = parameter<number>(
  'mostly-active-threshold',
  reserveSince,
  0.5,
  ownReading('mostly-means-more-than-half', 'target-groups', targetGroup),
);

/** ISO 3166-2 codes: the ten provinces, and the Brussels-Capital Region, which lies in none. */
export const servedProvinces = parameter<readonly string[]>(
  'served-provinces',
  emergencyMasksSince,
  ['BE-BRU', 'BE-VAN', 'BE-VBR', 'BE-WBR', 'BE-VWV', 'BE-VOV', 'BE-WHT', 'BE-WLG', 'BE-VLI', 'BE-WLX', 'BE-WNA'],
  ownReading('brussels-counts-as-a-province', 'distribution', provinceOfDomicile),
);

/** Whether the masks go to the persons themselves, which the letter leaves to the quantities available. */
export const ffp2ToPersons = parameter<boolean>(
  'personal-distribution',
  ffp2Since,
  false,
  letter('basic-stock', dentistsLater),
);

/** The letter ties 20 June to the masks and words it twice; the later day of the two is taken. */
export const emergencyClaimLastDay = parameter<Day>(
  'claim-last-day',
  emergencyMasksSince,
  '2020-06-20',
  ownReading('later-wording-of-the-cutoff', 'in-short', quotes.until20June),
);

/** The letter gives the reserve no last day; its client closes both programmes on the same one. */
export const reserveClaimLastDay = parameter<Day>(
  'claim-last-day',
  reserveSince,
  '2020-06-20',
  ownReading('cutoff-extended-to-the-reserve', 'target-groups', quotes.notOnTheList),
);

export const reserveGloves = parameter('reserve-gloves', reserveSince, 400, letter('basic-stock', '400 gants'));
export const reserveAprons = parameter('reserve-aprons', reserveSince, 50, letter('basic-stock', '50 tabliers'));
export const reserveGoggles = parameter(
  'reserve-goggles',
  reserveSince,
  1,
  letter('basic-stock', '1 paire de lunettes'),
);
export const reserveSurgicalMasks = parameter(
  'reserve-surgical-masks',
  reserveSince,
  1000,
  letter('basic-stock', '1000 masques buccaux chirurgicaux'),
);

/** The letter says masks and not how many: two boxes of fifty. */
export const emergencySurgicalMasks = parameter(
  'emergency-surgical-masks',
  emergencyMasksSince,
  100,
  ownReading('number-of-masks-not-given', 'in-short', masksForAll),
);
