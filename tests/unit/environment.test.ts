import { describe, expect, it } from 'vitest';
import { checkEnvironment } from '#lib/shared/environment.ts';

const complete = {
  DATABASE_URL: 'postgresql://portal_app:x@db.example:5432/portal',
  SMTP_URL: 'smtps://user:x@mail.example:465',
  NEXTAUTH_URL: 'https://portal.example',
  NEXTAUTH_SECRET: 's'.repeat(32),
  PORTAL_HASH_KEY: 'k'.repeat(32),
};

describe('the environment of the server', () => {
  it('is accepted when complete, with its defaults', () => {
    expect(checkEnvironment(complete)).toMatchObject({
      ok: true,
      environment: {
        ...complete,
        DATABASE_POOL: 16,
        LOG_LEVEL: 'info',
        MAIL_FROM: 'no-reply@portal.example',
        PORT: 3000,
        PORTAL_DEMONSTRATION: '0',
        PORTAL_PROCESSES: 1,
      },
    });
  });

  it('names each missing variable in a line of its own', () => {
    const check = checkEnvironment({});
    expect(check).toEqual({
      ok: false,
      problems: [
        'DATABASE_URL is missing.',
        'SMTP_URL is missing.',
        'NEXTAUTH_URL is missing.',
        'NEXTAUTH_SECRET is missing.',
      ],
    });
  });

  it('needs no key for hashes of its own', () => {
    const { PORTAL_HASH_KEY: _, ...others } = complete;
    expect(checkEnvironment(others).ok).toBe(true);
  });

  it('counts an empty variable as missing', () => {
    expect(checkEnvironment({ ...complete, NEXTAUTH_SECRET: ' ' })).toEqual({
      ok: false,
      problems: ['NEXTAUTH_SECRET is missing.'],
    });
  });

  it.each([
    [
      'DATABASE_URL',
      'mysql://somewhere',
      'DATABASE_URL is not an address such as postgresql://portal_app:PASSWORD@host:5432/portal.',
    ],
    ['SMTP_URL', 'mail.example:25', 'SMTP_URL is not an address such as smtps://user:PASSWORD@mail.example:465.'],
    ['NEXTAUTH_URL', 'portal.example', 'NEXTAUTH_URL is not an address such as https://portal.example.org.'],
    ['NEXTAUTH_SECRET', 'short', 'NEXTAUTH_SECRET is shorter than 32 characters.'],
    ['MAIL_FROM', 'nobody', 'MAIL_FROM is not an address such as no-reply@example.org.'],
    ['PORTAL_PROCESSES', 'two', 'PORTAL_PROCESSES is not a number.'],
    ['PORTAL_PROCESSES', '0', 'PORTAL_PROCESSES is less than 1.'],
    ['PORTAL_DEMONSTRATION', 'yes', 'PORTAL_DEMONSTRATION is neither 0 nor 1.'],
    ['PORT', '70000', 'PORT is more than 65535.'],
  ])('says what is wrong with %s = %s', (name, value, line) => {
    expect(checkEnvironment({ ...complete, [name]: value })).toEqual({ ok: false, problems: [line] });
  });

  it('never repeats a value, which may be a secret', () => {
    const check = checkEnvironment({ ...complete, DATABASE_URL: 'hunter2', NEXTAUTH_SECRET: 'hunter2' });
    expect(JSON.stringify(check)).not.toContain('hunter2');
  });
});
