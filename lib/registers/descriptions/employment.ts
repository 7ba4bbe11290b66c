import type { Register } from '../register.ts';

/** Where people work, from the social security offices of employees and of the self-employed: a row a person and employer. */
export const employment = {
  code: 'employment',
  names: {
    fr: 'Emploi selon l’ONSS et l’INASTI',
    nl: 'Tewerkstelling volgens RSZ en RSVZ',
    de: 'Beschäftigung laut LSS und LISVS',
    en: 'Employment according to the social security offices',
  },
  says: 'employment',
  columns: [
    {
      code: 'nationalNumber',
      names: {
        fr: 'Numéro national',
        nl: 'Rijksregisternummer',
        de: 'Nationalregisternummer',
        en: 'National number',
      },
      aliases: {
        fr: ['NISS', 'N° national', 'Numéro de registre national', 'Registre national', 'Travailleur'],
        nl: ['INSZ', 'Rijksregister', 'INSZ-nummer', 'Werknemer'],
        en: ['SSIN', 'National register number', 'Worker'],
      },
      kind: 'national-number',
      required: true,
      personal: true,
    },
    {
      code: 'employer',
      names: { fr: 'Employeur', nl: 'Werkgever', de: 'Arbeitgeber', en: 'Employer' },
      aliases: {
        fr: ['Numéro d’entreprise de l’employeur', 'BCE employeur', 'N° employeur'],
        nl: ['Ondernemingsnummer van de werkgever', 'KBO werkgever', 'Werkgeversnummer'],
        en: ['Employer number', 'Enterprise number of the employer'],
      },
      kind: 'employer',
      required: true,
      personal: false,
    },
    {
      code: 'sector',
      names: { fr: 'Secteur', nl: 'Sector', de: 'Sektor', en: 'Sector' },
      aliases: {
        fr: ['Code NACE', 'NACE', 'Secteur NACE'],
        nl: ['NACE-code', 'Nacebel', 'Activiteitssector'],
        en: ['NACE code', 'Industry'],
      },
      kind: 'text',
      required: false,
      personal: false,
      atMost: 12,
    },
    {
      code: 'setting',
      names: { fr: 'Lieu d’exercice', nl: 'Plaats van uitoefening', de: 'Arbeitsumfeld', en: 'Setting' },
      aliases: {
        fr: ['Cadre', 'Cadre de travail', 'Milieu'],
        nl: ['Werkomgeving', 'Setting van zorg', 'Kader'],
        en: ['Place of work', 'Care setting'],
      },
      kind: 'setting',
      required: false,
      personal: false,
    },
    {
      code: 'workingTime',
      names: { fr: 'Temps de travail', nl: 'Arbeidstijd', de: 'Arbeitszeit', en: 'Working time' },
      aliases: {
        fr: ['Fraction d’occupation', 'ETP', 'Part du temps de travail'],
        nl: ['VTE', 'Tewerkstellingsbreuk', 'Aandeel arbeidstijd'],
        en: ['FTE', 'Share of working time'],
      },
      kind: 'share',
      required: true,
      personal: false,
    },
    {
      code: 'groupingNumber',
      names: {
        fr: 'Numéro d’entreprise du regroupement',
        nl: 'Ondernemingsnummer van de groepering',
        de: 'Unternehmensnummer des Zusammenschlusses',
        en: 'Enterprise number of the grouping',
      },
      aliases: {
        fr: ['Regroupement', 'Groupement', 'Numéro d’entreprise du groupement', 'BCE regroupement', 'BCE groupement'],
        nl: ['Groepering', 'KBO groepering'],
        de: ['Zusammenschluss', 'Gruppierung', 'Unternehmensnummer der Gruppierung'],
        en: ['Grouping', 'Grouping number'],
      },
      kind: 'enterprise-number',
      required: false,
      personal: false,
    },
  ],
} as const satisfies Register;
