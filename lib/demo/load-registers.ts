import type pg from 'pg';
import { copyRows } from '#lib/db/copy.ts';
import type { SampleOrganisation } from './sample-organisations.ts';
import { sampleUsers } from './sample-users.ts';
import type { StoredProvider } from './stored-sample.ts';

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

export async function loadOrganisations(
  client: pg.ClientBase,
  organisations: readonly SampleOrganisation[],
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
}

/** Who belongs to a professional association, as it says itself: no register does. */
export async function loadAssociationMembers(
  client: pg.ClientBase,
  providers: readonly StoredProvider[],
): Promise<void> {
  await copyRows(
    client,
    'membership',
    ['organisation_id', 'provider_id', 'valid_from'],
    providers.flatMap(({ id, organisation }) =>
      organisation?.kind === 'ASSOCIATION' ? [[organisation.id, id, '2019-01-01']] : [],
    ),
  );
}
