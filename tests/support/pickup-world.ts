import { randomUUID } from 'node:crypto';
import type { UserActor } from '#lib/auth/actor.ts';
import { deployReferenceData } from '#lib/programmes/reference-data.ts';
import type { TestDatabase } from './database.ts';

/** The owner's connection of a database, as the harness gives it. */
type Owner = Pick<TestDatabase, 'ownerUrl' | 'asOwner'>;
type Run = Owner['asOwner'];

export const programmeCode = 'strategic-reserve-2020';

/** A small country to book in: two provinces with a point each, stock, one programme and its published list. */
export type PickupWorld = {
  readonly listId: string;
  readonly kitId: string;
  readonly liege: Place;
  readonly antwerp: Place;
};

export type Place = {
  readonly provinceCode: string;
  readonly pickupPointId: string;
  readonly staff: UserActor;
};

/** Someone entitled, with the login that acts for them. */
export type EntitledPerson = {
  readonly actor: UserActor & { readonly providerId: string };
  readonly entitlementId: string;
};

const decisionReasons = JSON.stringify([
  {
    code: 'profession-in-target-group',
    rule: 'profession-in-target-group',
    status: 'met',
    params: { profession: 'general-practitioner' },
  },
  { code: 'right-to-practise-held', rule: 'right-to-practise', status: 'met', params: {} },
  { code: 'domicile-in-province', rule: 'domicile-in-province', status: 'met', params: { province: 'BE-WLG' } },
]);

/** Lays the reference data and two places with stock. The clock is a demonstration's, so that tests can step it. */
export async function seedPickupWorld({ ownerUrl, asOwner: run }: Owner): Promise<PickupWorld> {
  await deployReferenceData(ownerUrl);
  await run(`UPDATE business_clock SET demonstration = true`);
  const listId = randomUUID();
  await run(
    `INSERT INTO published_list (id, programme_code, profession_code, number, kind, as_of)
     VALUES ($1, $2, 'general-practitioner', 1, 'FULL', '2020-06-12')`,
    [listId, programmeCode],
  );
  const [kit] = await run<{ id: string }>(`SELECT id FROM kit WHERE programme_code = $1`, [programmeCode]);
  return {
    listId,
    kitId: kit?.id ?? '',
    liege: await seedPlace(run, 'BE-WLG', '4000'),
    antwerp: await seedPlace(run, 'BE-VAN', '2000'),
  };
}

async function seedPlace(run: Run, provinceCode: string, postcode: string): Promise<Place> {
  const [point] = await run<{ id: string; depot_id: string }>(
    `INSERT INTO pickup_point (province_code, depot_id, name, street, postcode, municipality)
     SELECT $1, id, $2, 'Example Street 1', $3, 'Exampletown' FROM depot WHERE kind = 'PROVINCIAL' AND province_code = $1
     RETURNING id, depot_id`,
    [provinceCode, `Point ${provinceCode}`, postcode],
  );
  await run(
    `INSERT INTO stock_movement (kind, from_depot_id, to_depot_id, lot_id, quantity, moved_at)
     SELECT 'RECEIPT', s.id, $1, l.id, 1000000, now() FROM depot s CROSS JOIN lot l WHERE s.kind = 'SUPPLIER'`,
    [point?.depot_id],
  );
  return { provinceCode, pickupPointId: point?.id ?? '', staff: await seedStaff(run, provinceCode) };
}

async function seedStaff(run: Run, provinceCode: string): Promise<UserActor> {
  const email = `staff.${randomUUID()}@test.invalid`;
  const [user] = await run<{ id: string }>(`INSERT INTO app_user (email) VALUES ($1) RETURNING id`, [email]);
  await run(`INSERT INTO role_assignment (user_id, role, province_code) VALUES ($1, 'PROVINCE_STAFF', $2)`, [
    user?.id,
    provinceCode,
  ]);
  return userActor({ userId: user?.id ?? '', email, provinces: [provinceCode] });
}

function userActor(known: Partial<UserActor> & Pick<UserActor, 'userId' | 'email'>): UserActor {
  return {
    kind: 'user',
    name: null,
    language: 'fr',
    isAdministrator: false,
    provinces: [],
    organisations: [],
    providerId: null,
    ...known,
  };
}

/** Entitled general practitioners of a province, each with an address on file and a login. */
export async function seedEntitled(
  run: Run,
  world: PickupWorld,
  { count, provinceCode, withEmail = true }: { count: number; provinceCode: string; withEmail?: boolean },
): Promise<EntitledPerson[]> {
  const people = Array.from({ length: count }, () => {
    const providerId = randomUUID();
    return {
      providerId,
      userId: randomUUID(),
      entitlementId: randomUUID(),
      decisionId: randomUUID(),
      email: `p.${providerId}@test.invalid`,
    };
  });
  const column = (key: keyof (typeof people)[number]) => people.map((one) => one[key]);
  await run(
    `INSERT INTO provider (id, given_name, family_name, language, email, postcode, municipality, province_code)
     SELECT id, 'Given', 'Family', 'fr', CASE WHEN $3 THEN email END, '4000', 'Exampletown', $4
       FROM unnest($1::uuid[], $2::text[]) AS p (id, email)`,
    [column('providerId'), column('email'), withEmail, provinceCode],
  );
  await run(`INSERT INTO app_user (id, email) SELECT * FROM unnest($1::uuid[], $2::text[])`, [
    column('userId'),
    column('email'),
  ]);
  await run(
    `INSERT INTO decision (id, programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome, facts, reasons, missing)
     SELECT d, $3, p, 'general-practitioner', $3, 1, '2020-06-12', 'ELIGIBLE', '{}', $4::jsonb, '{}'
       FROM unnest($1::uuid[], $2::uuid[]) AS a (d, p)`,
    [column('decisionId'), column('providerId'), programmeCode, decisionReasons],
  );
  await run(
    `INSERT INTO entitlement (id, programme_code, provider_id, profession_code, province_code, channel, kit_id, list_id, given_at)
     SELECT e, $3, p, 'general-practitioner', $4, 'PROVINCE_PICKUP', $5, $6, now()
       FROM unnest($1::uuid[], $2::uuid[]) AS a (e, p)`,
    [column('entitlementId'), column('providerId'), programmeCode, provinceCode, world.kitId, world.listId],
  );
  await run(
    `INSERT INTO list_entry (list_id, provider_id, decision_id) SELECT $3, p, d FROM unnest($1::uuid[], $2::uuid[]) AS a (d, p)`,
    [column('decisionId'), column('providerId'), world.listId],
  );
  return people.map(({ providerId, userId, email, entitlementId }) => ({
    entitlementId,
    actor: { ...userActor({ userId, email }), providerId },
  }));
}

/** A slot that starts so many hours after the present business time. */
export async function seedSlot(
  run: Run,
  { pickupPointId, capacity, inHours = 24 }: { pickupPointId: string; capacity: number; inHours?: number },
): Promise<string> {
  const [slot] = await run<{ id: string }>(
    `INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity)
     SELECT $1, t, t + interval '20 minutes', $2
       FROM (SELECT date_trunc('minute', business_now()) + $3 * interval '1 minute' AS t) s RETURNING id`,
    [pickupPointId, capacity, Math.round(inHours * 60)],
  );
  return slot?.id ?? '';
}
