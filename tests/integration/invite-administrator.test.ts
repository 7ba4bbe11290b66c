import { beforeAll, describe, expect, it } from 'vitest';
import { person, systemActor } from '#lib/auth/actor.ts';
import { findSignIn } from '#lib/auth/find-sign-in.ts';
import { inviteAdministrator } from '#lib/auth/invite-administrator.ts';
import { getDb } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { setPortalEnvironment } from '../support/people.ts';

let database: TestDatabase;
const operator = systemActor('test');

beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
});

describe('inviting an administrator', () => {
  it('makes the user, gives the role, leaves a trace and writes with a link', async () => {
    const result = await inviteAdministrator(operator, { email: ' First@Taskforce.invalid', language: 'nl' });
    expect(result).toEqual({ ok: true, value: { email: 'first@taskforce.invalid', alreadyOne: false } });
    expect(await findSignIn('first@taskforce.invalid')).toMatchObject({ language: 'nl', landing: '/taskforce' });
    const message = await getDb().outbox.findFirst({ where: { toEmail: 'first@taskforce.invalid' } });
    expect(message).toMatchObject({ template: 'administrator-invited', language: 'nl' });
    expect(JSON.stringify(message?.secrets)).toContain('/nl/sign-in/confirm?token=');
    expect(await database.asOwner('select action, actor_kind, details from audit_entry')).toEqual([
      { action: 'role.grant', actor_kind: 'system', details: { role: 'TASKFORCE_ADMIN', job: 'test' } },
    ]);
  });

  it('only writes again to someone who is one already', async () => {
    const input = { email: 'again@taskforce.invalid', language: 'fr' } as const;
    await inviteAdministrator(operator, input);
    expect(await inviteAdministrator(operator, input)).toMatchObject({ ok: true, value: { alreadyOne: true } });
    expect(await getDb().roleAssignment.count({ where: { user: { email: input.email } } })).toBe(1);
    expect(await getDb().outbox.count({ where: { toEmail: input.email } })).toBe(2);
  });

  it('is refused to a person, and for what is no address', async () => {
    const input = { email: 'nobody@taskforce.invalid', language: 'fr' } as const;
    expect(await inviteAdministrator(person, input)).toEqual({ ok: false, refusal: { code: 'not-allowed' } });
    expect(await inviteAdministrator(operator, { ...input, email: 'nobody' })).toEqual({
      ok: false,
      refusal: { code: 'input-malformed' },
    });
    expect(await getDb().user.count({ where: { email: input.email } })).toBe(0);
  });
});
