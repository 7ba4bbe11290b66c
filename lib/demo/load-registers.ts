import type pg from 'pg';
import { copyRows, map } from '#lib/db/copy.ts';
import { acutePhase, valueOn } from '#lib/rules/parameters.ts';
import { sampleId } from './ids.ts';
import type { SampleProvider, SampleRegisters } from './sample-registers.ts';
import { sampleUsers } from './sample-users.ts';

export async function loadUsers(client: pg.ClientBase): Promise<void> {
  await copyRows(
    client,
    'app_user',
    ['id', 'email', 'name', 'language'],
    sampleUsers.map(({ id, email, name, language }) => [id, email, name, language]),
  );
  await copyRows(
    client,
    'role_assignment',
    ['user_id', 'role', 'province_code'],
    sampleUsers.flatMap(({ id, role, province }) => (role === null ? [] : [[id, role, province]])),
  );
}

/** When the registers were linked for the first time, before the first lists. */
const linkedAt = '2020-05-18T08:00:00+02:00';

export async function loadRegisters(
  client: pg.ClientBase,
  { organisations, providers }: SampleRegisters,
): Promise<void> {
  await copyRows(
    client,
    'organisation',
    ['id', 'kind', 'name', 'enterprise_number', 'province_code', 'email'],
    organisations.map(({ id, kind, name, enterpriseNumber, provinceCode }) => [
      id,
      kind,
      name,
      enterpriseNumber,
      provinceCode,
      `organisation-${enterpriseNumber}@sample.invalid`,
    ]),
  );
  await copyRows(
    client,
    'provider',
    [
      ...['id', 'given_name', 'family_name', 'language', 'email', 'street', 'postcode', 'municipality'],
      ...['province_code', 'created_at', 'updated_at'],
    ],
    map(providers, ({ id, givenName, familyName, language, email, street, area }) => [
      id,
      givenName,
      familyName,
      language,
      email,
      street,
      area.postcode,
      area.municipality,
      area.province,
      linkedAt,
      linkedAt,
    ]),
  );
  await copyRows(
    client,
    'provider_identifier',
    ['scheme', 'value', 'provider_id'],
    map(providers, ({ scheme, value, id }) => [scheme, value, id]),
  );
  await copyRows(
    client,
    'practice',
    ['id', 'provider_id', 'profession_code', 'registered_number', 'registered'],
    practiceRows(providers),
  );
  await copyRows(
    client,
    'practice_activity',
    ['practice_id', 'valid_from', 'valid_until', 'ambulatory_share', 'source'],
    activityRows(providers),
  );
  await copyRows(
    client,
    'membership',
    ['id', 'organisation_id', 'provider_id', 'valid_from'],
    membershipRows(providers),
  );
}

function* practiceRows(providers: readonly SampleProvider[]) {
  for (const { id, practices } of providers) {
    for (const practice of practices) {
      yield [practice.id, id, practice.profession, practice.registeredNumber, practice.registered];
    }
  }
}

function* activityRows(providers: readonly SampleProvider[]) {
  const { from, until } = valueOn(acutePhase, '2020-06-01').value;
  for (const { practices } of providers) {
    for (const { id, share, profession } of practices) {
      const source = profession === 'home-care-assistant' ? 'rsz-onss' : 'riziv-inami';
      if (share !== null) yield [id, from, until, share, source];
    }
  }
}

function* membershipRows(providers: readonly SampleProvider[]) {
  for (const { id, serial, organisation } of providers) {
    if (organisation) yield [sampleId('membership', serial), organisation.id, id, '2019-01-01'];
  }
}
