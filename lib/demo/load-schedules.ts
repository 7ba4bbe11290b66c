import type pg from 'pg';
import { copyRows } from '#lib/db/copy.ts';
import type { ProvinceCode } from '#lib/geography/provinces.ts';
import { sampleId } from './ids.ts';
import { provincesStillToServeMasks } from './sample-rounds.ts';
import { staffIdOf } from './sample-users.ts';

/*
 * What the provinces have announced: nine of them when and how the reserve comes, Luxembourg and Walloon Brabant not
 * yet; all of them the emergency masks, which most have delivered by the beginning of the story.
 */

type Note = Partial<Record<'fr' | 'nl' | 'de' | 'en', string>>;

interface Plan {
  readonly province: ProvinceCode;
  readonly from: string;
  readonly last: string;
  readonly publishedAt: string;
  readonly note: Note;
}

const collect = {
  fr: 'Sur rendez-vous. Prenez votre carte d’identité et votre ticket.',
  nl: 'Op afspraak. Breng uw identiteitskaart en uw ticket mee.',
  de: 'Nach Terminvereinbarung. Bringen Sie Ihren Personalausweis und Ihr Ticket mit.',
  en: 'By appointment. Bring your identity card and your ticket.',
} as const;

const invited = {
  fr: 'Vous recevrez une invitation dès que les créneaux seront publiés.',
  nl: 'U krijgt een uitnodiging zodra de tijdsloten gepubliceerd zijn.',
  de: 'Sie erhalten eine Einladung, sobald die Zeitfenster veröffentlicht sind.',
  en: 'You will be invited as soon as the time slots are published.',
} as const;

const brought = {
  fr: 'Les regroupements de soins à domicile distribuent eux-mêmes le matériel à leurs membres.',
  nl: 'De groeperingen thuisverpleging verdelen het materiaal zelf onder hun leden.',
  de: 'Die Zusammenschlüsse für häusliche Pflege verteilen das Material selbst an ihre Mitglieder.',
  en: 'The home-care groupings hand the equipment to their members themselves.',
} as const;

const delivered = {
  fr: 'Les masques sont livrés à votre domicile. Vous n’avez rien à faire.',
  nl: 'De mondmaskers worden bij u thuis geleverd. U hoeft niets te doen.',
  de: 'Die Masken werden Ihnen nach Hause geliefert. Sie brauchen nichts zu tun.',
  en: 'The masks are delivered to your home. There is nothing you need to do.',
} as const;

/** A province writes in its own languages; a few add English. */
function written(text: Required<Note>, ...languages: (keyof Note)[]): Note {
  return Object.fromEntries(languages.map((language) => [language, text[language]]));
}

const pickups: readonly Plan[] = [
  plan('BE-WLG', '2020-07-06', '2020-07-24', '2020-06-12T14:00', written(collect, 'fr', 'de')),
  plan('BE-VAN', '2020-07-06', '2020-07-24', '2020-06-12T14:30', written(collect, 'nl')),
  plan('BE-VOV', '2020-07-06', '2020-07-24', '2020-06-12T15:00', written(collect, 'nl')),
  plan('BE-BRU', '2020-07-06', '2020-07-24', '2020-06-12T15:30', written(collect, 'fr', 'nl', 'en')),
  plan('BE-VBR', '2020-07-08', '2020-07-22', '2020-06-12T16:00', written(invited, 'nl')),
  plan('BE-VWV', '2020-07-07', '2020-07-17', '2020-06-15T09:00', written(invited, 'nl')),
  plan('BE-VLI', '2020-07-13', '2020-07-24', '2020-06-15T10:00', written(invited, 'nl')),
  plan('BE-WHT', '2020-07-08', '2020-07-30', '2020-06-15T11:00', written(invited, 'fr')),
  plan('BE-WNA', '2020-07-15', '2020-07-31', '2020-06-15T13:00', written(invited, 'fr')),
];

function plan(province: ProvinceCode, from: string, last: string, publishedAt: string, note: Note): Plan {
  return { province, from, last, publishedAt: `${publishedAt}:00+02:00`, note };
}

export async function loadSchedules(client: pg.ClientBase, provinces: readonly ProvinceCode[]): Promise<void> {
  const groupings = pickups.map(({ note, publishedAt, province }) =>
    plan(province, '2020-07-01', '2020-07-15', publishedAt.slice(0, 16), written(brought, ...languagesOf(note))),
  );
  const masks = provinces.map((province) => {
    const [from, last] = provincesStillToServeMasks.has(province)
      ? (['2020-06-22', '2020-06-30'] as const)
      : (['2020-05-25', '2020-06-10'] as const);
    return plan(province, from, last, '2020-05-20T12:00', delivered);
  });
  const rows = [
    ...masks.map((one) => ({ ...one, programme: 'emergency-masks-2020', profession: null, way: 'HOME_DELIVERY' })),
    ...masks.flatMap((one) =>
      nursing.map((profession) => ({
        ...one,
        programme: 'emergency-masks-2020',
        profession,
        way: 'GROUPING',
        note: brought,
      })),
    ),
    ...pickups.map((one) => ({ ...one, programme: 'strategic-reserve-2020', profession: null, way: 'PICKUP' })),
    ...groupings.flatMap((one) =>
      nursing.map((profession) => ({ ...one, programme: 'strategic-reserve-2020', profession, way: 'GROUPING' })),
    ),
  ];
  await copyRows(
    client,
    'delivery_schedule',
    [
      ...['id', 'programme_code', 'province_code', 'profession_code', 'from_on', 'last_on', 'way', 'note'],
      ...['published_at', 'published_by_id'],
    ],
    rows.map(({ programme, province, profession, from, last, way, note, publishedAt }, index) => [
      ...[sampleId('schedule', index + 1), programme, province, profession, from, last, way, JSON.stringify(note)],
      ...[publishedAt, staffIdOf(province)],
    ]),
  );
  await client.query(
    `INSERT INTO audit_entry (business_at, user_id, actor_kind, action, subject_type, subject_id, province_code, details)
     SELECT published_at, published_by_id, 'user', 'schedule.publish', 'schedule', id, province_code,
            jsonb_build_object('programme', programme_code, 'way', way, 'from', from_on, 'last', last_on)
       FROM delivery_schedule ORDER BY published_at, id`,
  );
}

/** The professions whose members may work in a grouping. */
const nursing = ['home-nurse', 'home-care-assistant'] as const;

function languagesOf(note: Note): (keyof Note)[] {
  return (['fr', 'nl', 'de', 'en'] as const).filter((language) => note[language] !== undefined);
}
