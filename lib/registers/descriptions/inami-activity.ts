import type { Register } from '../register.ts';

/** What the health insurance institute reimbursed: a row a number and month. */
export const inamiActivity = {
  code: 'inami-activity',
  names: {
    fr: 'Activité selon l’INAMI',
    nl: 'Activiteit volgens het RIZIV',
    de: 'Tätigkeit laut LIKIV',
    en: 'Activity according to NIHDI',
  },
  says: 'activity',
  columns: [
    {
      code: 'number',
      names: { fr: 'Numéro INAMI', nl: 'RIZIV-nummer', de: 'LIKIV-Nummer', en: 'NIHDI number' },
      aliases: {
        fr: ['N° INAMI', 'INAMI', 'Numéro', 'Prestataire'],
        nl: ['RIZIV nr', 'RIZIV', 'Nummer', 'Zorgverlener'],
        en: ['NIHDI', 'NIHDI no', 'Provider number'],
      },
      kind: 'nihdi',
      required: true,
      personal: false,
    },
    {
      code: 'month',
      names: { fr: 'Mois', nl: 'Maand', de: 'Monat', en: 'Month' },
      aliases: {
        fr: ['Mois de prestation', 'Période'],
        nl: ['Maand van prestatie', 'Periode'],
        en: ['Month of service', 'Period'],
      },
      kind: 'month',
      required: true,
      personal: false,
    },
    {
      code: 'services',
      names: { fr: 'Prestations', nl: 'Verstrekkingen', de: 'Leistungen', en: 'Services' },
      aliases: {
        fr: ['Nombre de prestations', 'Prestations remboursées', 'Nombre'],
        nl: ['Aantal verstrekkingen', 'Prestaties', 'Terugbetaalde verstrekkingen', 'Aantal'],
        en: ['Reimbursed services', 'Number of services', 'Service count'],
      },
      kind: 'count',
      required: true,
      personal: false,
    },
    {
      code: 'ambulatoryShare',
      names: { fr: 'Part ambulatoire', nl: 'Ambulant aandeel', de: 'Ambulanter Anteil', en: 'Ambulatory share' },
      aliases: {
        fr: ['Ambulatoire', 'Part en ambulatoire'],
        nl: ['Ambulant', 'Aandeel ambulant'],
        en: ['Ambulatory', 'Share ambulatory'],
      },
      kind: 'share',
      required: true,
      personal: false,
    },
  ],
} as const satisfies Register;
