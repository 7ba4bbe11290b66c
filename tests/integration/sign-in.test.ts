import { createHash, randomUUID } from 'node:crypto';
import NextAuth from 'next-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { findAreaCookie } from '#lib/auth/area-cookie.ts';
import { chooseProvider } from '#lib/auth/choose-provider.ts';
import { endSession } from '#lib/auth/end-session.ts';
import { loadUserActor } from '#lib/auth/load-user-actor.ts';
import { findInvitation, openInvitation } from '#lib/auth/open-invitation.ts';
import { authOptions, type SessionWish, sessionCookieName } from '#lib/auth/options.ts';
import { purgeSignIns } from '#lib/auth/purge.ts';
import { isLinkOpen, listOwnProviders } from '#lib/auth/queries.ts';
import { requestSignInLink } from '#lib/auth/request-sign-in-link.ts';
import { createSignInLink, storedToken } from '#lib/auth/sign-in-link.ts';
import { getDb } from '#lib/db/client.ts';
import { recordVerifiedContact } from '#lib/registers/record-evidence.ts';
import { rateLimits } from '#lib/shared/rate-limit.ts';
import { hashToken, newToken } from '#lib/shared/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addProvider, addStaff, setPortalEnvironment, someEmail } from '../support/people.ts';
import { type PickupWorld, seedEntitled, seedPickupWorld } from '../support/pickup-world.ts';

let database: TestDatabase;

beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
  await database.asOwner(`INSERT INTO province (code, country) VALUES ('BE-WLG', 'BE') ON CONFLICT DO NOTHING`);
});

/** A client address that no other test counts for. */
const someClient = () => randomUUID();

async function linkSentTo(email: string): Promise<URL | undefined> {
  const sent = await getDb().outbox.findFirst({ where: { toEmail: email }, orderBy: { id: 'desc' } });
  const link = sent?.secrets instanceof Object ? Reflect.get(sent.secrets, 'link') : undefined;
  return typeof link === 'string' ? new URL(link) : undefined;
}

type Answer = { location: URL; sessionToken: string | undefined };

/** Opens the callback as next-auth is opened by a browser, with the cookies given. */
async function openCallback(
  path: string,
  { wish = {}, cookies = {} }: { wish?: SessionWish; cookies?: Record<string, string> } = {},
): Promise<Answer> {
  const url = new URL(path, process.env.NEXTAUTH_URL);
  const headers = new Map<string, string | string[]>();
  const response = {
    status: () => response,
    setHeader: (name: string, value: string | string[]) => {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    end: () => response,
    send: () => response,
    json: () => response,
  };
  const request = {
    method: 'GET',
    headers: {},
    cookies,
    query: { ...Object.fromEntries(url.searchParams), nextauth: ['callback', 'email'] },
  };
  await call(NextAuth)(request, response, authOptions(wish));
  const set = [headers.get('set-cookie') ?? []].flat().find((cookie) => cookie.startsWith(`${sessionCookieName()}=`));
  return {
    location: new URL(String(headers.get('location')), process.env.NEXTAUTH_URL),
    sessionToken: set?.slice(set.indexOf('=') + 1, set.indexOf(';')),
  };
}

/** next-auth is CommonJS: outside of a bundler its default export is one level further in. */
function call(imported: unknown): (...args: unknown[]) => Promise<unknown> {
  if (typeof imported === 'function') return async (...args) => imported(...args);
  return call(Reflect.get(Object(imported), 'default'));
}

async function linkFor(email: string, actsFor?: string): Promise<string> {
  const { callbackPath } = await getDb().$transaction((tx) =>
    createSignInLink(tx, {
      email,
      language: 'fr',
      landing: '/provider',
      ...(actsFor === undefined ? {} : { actsFor }),
    }),
  );
  return callbackPath;
}

async function signedIn(email: string, actsFor?: string): Promise<string> {
  const { sessionToken } = await openCallback(await linkFor(email, actsFor), {
    wish: actsFor === undefined ? {} : { actsFor },
  });
  expect(sessionToken).toBeDefined();
  return sessionToken ?? '';
}

describe('asking for a link', () => {
  it('[SIGNIN-01] writes to the address on file, in the language of its provider, a link that next-auth takes', async () => {
    const email = someEmail();
    await addProvider({ email, language: 'nl', familyName: 'Signin' });
    expect(await requestSignInLink({ email, client: someClient() })).toEqual({ ok: true, value: undefined });

    const link = await linkSentTo(email);
    expect(link?.pathname).toBe('/nl/sign-in/confirm');
    expect(link?.searchParams.get('to')).toBe('/provider');
    const token = link?.searchParams.get('token') ?? '';
    const stored = await getDb().verificationToken.findFirst({ where: { identifier: email } });
    expect(stored?.token).toBe(createHash('sha256').update(`${token}${process.env.NEXTAUTH_SECRET}`).digest('hex'));
    expect(stored?.token).toBe(storedToken(token));
    expect(await isLinkOpen(token, email)).toBe(true);
    const minutes = ((stored?.expires.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(59);
    expect(minutes).toBeLessThanOrEqual(60);

    const callback = `/api/auth/callback/email?${new URLSearchParams({ token, email, callbackUrl: '/nl/provider' })}`;
    const { location, sessionToken } = await openCallback(callback);
    expect(location.href).toBe('http://localhost:3999/nl/provider');
    const actor = await loadUserActor(sessionToken ?? '');
    expect(actor).toMatchObject({ kind: 'user', email, name: 'Sample Signin', language: 'nl', isAdministrator: false });
    expect(actor?.providerId).not.toBeNull();
    const entries = await getDb().auditEntry.findMany({ where: { userId: actor?.userId ?? null } });
    expect(entries.map(({ action }) => action)).toEqual(['session.sign-in']);
  });

  it.each([
    ['an administrator', undefined, '/taskforce'],
    ['staff of a province', 'BE-WLG', '/province'],
  ])('[SIGNIN-02] leads %s to their area, and to the page that asked where it is one', async (_, province, area) => {
    const email = someEmail();
    await addStaff(email, province);
    await requestSignInLink({ email: email.toUpperCase(), client: someClient() });
    expect((await linkSentTo(email))?.pathname).toBe('/de/sign-in/confirm');
    expect((await linkSentTo(email))?.searchParams.get('to')).toBe(area);
    await requestSignInLink({ email, returnTo: '/fr/province/stock?item=gloves', client: someClient() });
    expect((await linkSentTo(email))?.searchParams.get('to')).toBe('/province/stock?item=gloves');
    await requestSignInLink({ email, returnTo: '//elsewhere.invalid/x', client: someClient() });
    expect((await linkSentTo(email))?.searchParams.get('to')).toBe(area);
  });

  it('[SIGNIN-03] answers an unknown address as a known one, as slowly, and writes nothing for it', async () => {
    const known = someEmail();
    await addProvider({ email: known });
    const before = await getDb().verificationToken.count();
    const answers = await Promise.all(
      [known, someEmail('unknown')].map(async (email) => {
        const begun = performance.now();
        const answer = await requestSignInLink({ email, client: someClient() });
        return { answer, slowEnough: performance.now() - begun >= 245 };
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.slowEnough).toBe(true);
    expect(await getDb().verificationToken.count()).toBe(before + 1);
  });

  it('[SIGNIN-04] refuses too many for one address, known or not, and too many from one place, with the wait', async () => {
    const { attempts } = rateLimits.signInByAddress;
    for (const email of [someEmail('limited'), someEmail('unknown')]) {
      if (email.startsWith('limited')) await addProvider({ email });
      const answers = await Promise.all(
        Array.from({ length: attempts + 2 }, () => requestSignInLink({ email, client: someClient() })),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(attempts);
      expect(answers.find(({ ok }) => !ok)).toEqual({
        ok: false,
        refusal: { code: 'too-many-attempts', params: { minutes: 15 } },
      });
    }
    const client = someClient();
    const fromOnePlace = await Promise.all(
      Array.from({ length: rateLimits.signInByClient.attempts + 1 }, () =>
        requestSignInLink({ email: someEmail(), client }),
      ),
    );
    expect(fromOnePlace.filter(({ ok }) => !ok)).toHaveLength(1);
    const keys = await getDb().rateLimit.findMany({ where: { key: { startsWith: 'sign-in-address' } } });
    expect(keys.some(({ key }) => key.includes('@'))).toBe(false);
  });
});

describe('opening a link', () => {
  it('[SIGNIN-05] works once, and within its hour', async () => {
    const email = someEmail();
    await addProvider({ email });
    const used = await linkFor(email);
    expect((await openCallback(used)).sessionToken).toBeDefined();
    const again = await openCallback(used);
    expect(again.sessionToken).toBeUndefined();
    expect(again.location.searchParams.get('error')).toBe('Verification');

    const late = await linkFor(email);
    await getDb().verificationToken.updateMany({
      where: { identifier: email },
      data: { expires: new Date(Date.now() - 1_000) },
    });
    const tooLate = await openCallback(late);
    expect(tooLate.sessionToken).toBeUndefined();
    expect(tooLate.location.searchParams.get('error')).toBe('Verification');
  });

  it('[SIGNIN-06] lets nobody in whose address is no longer on file', async () => {
    const email = someEmail();
    const providerId = await addProvider({ email });
    const sessionToken = await signedIn(email);
    const link = await linkFor(email);
    await getDb().provider.update({ where: { id: providerId }, data: { email: someEmail('corrected') } });
    const { sessionToken: none, location } = await openCallback(link);
    expect(none).toBeUndefined();
    expect(location.searchParams.get('error')).toBe('AccessDenied');
    // And a session that was made before acts for this provider no longer.
    expect((await loadUserActor(sessionToken))?.providerId).toBeNull();
  });

  it('[SIGNIN-17] comes with a cookie that names the area, for as long as the session’s; without a session with none', async () => {
    const email = someEmail();
    await addProvider({ email });
    const sessionCookie = `${sessionCookieName()}=${await signedIn(email)}; Path=/; HttpOnly`;
    expect(await findAreaCookie(['other=1; Path=/', sessionCookie])).toBe(
      'portal-area=provider; Path=/; Max-Age=43200; SameSite=Lax',
    );
    expect(await findAreaCookie([`${sessionCookieName()}=; Path=/; Max-Age=0`])).toBeUndefined();
    expect(await findAreaCookie([])).toBeUndefined();
  });

  it('[SIGNIN-07] signs in over the cookie of a session that is gone', async () => {
    const email = someEmail();
    await addProvider({ email });
    const cookies = { [sessionCookieName()]: 'of-a-session-that-was-purged' };
    expect((await openCallback(await linkFor(email), { cookies })).sessionToken).toBeDefined();
  });

  it('[SIGNIN-08] never goes to another site', async () => {
    const email = someEmail();
    await addProvider({ email });
    const link = new URL(await linkFor(email), process.env.NEXTAUTH_URL);
    link.searchParams.set('callbackUrl', 'https://elsewhere.invalid/provider');
    const { location } = await openCallback(link.href);
    expect(location.origin).toBe('http://localhost:3999');
  });

  it('[SIGNIN-09] lets next-auth itself send nothing', async () => {
    const signIn = authOptions().callbacks?.signIn;
    const email = someEmail();
    await addProvider({ email });
    const user = { id: email, email };
    const account = { type: 'email', provider: 'email', providerAccountId: email } as const;
    expect(await signIn?.({ user, account, email: { verificationRequest: true } })).toBe(false);
    expect(await signIn?.({ user, account })).toBe(true);
  });
});

describe('a session', () => {
  it('[SIGNIN-10] of an address that several providers share acts for none until one of them is chosen', async () => {
    const email = someEmail('shared');
    const [first, second] = [
      await addProvider({ email, familyName: 'Alpha' }),
      await addProvider({ email, familyName: 'Beta' }),
    ];
    const stranger = await addProvider({ email: someEmail() });
    const token = await signedIn(email);
    const actor = await loadUserActor(token);
    expect(actor).toMatchObject({ providerId: null, name: null });
    if (!actor) throw new Error('not signed in');
    expect((await listOwnProviders(actor)).map(({ id }) => id)).toEqual([first, second]);

    expect(await chooseProvider(token, stranger)).toMatchObject({ ok: false });
    expect((await loadUserActor(token))?.providerId).toBeNull();
    expect(await chooseProvider(token, 'no id')).toMatchObject({ ok: false });
    expect(await chooseProvider(token, second)).toMatchObject({ ok: true });
    expect((await loadUserActor(token))?.providerId).toBe(second);
    expect(await chooseProvider(token, first)).toMatchObject({ ok: true });
    expect((await loadUserActor(token))?.providerId).toBe(first);
  });

  it('[SIGNIN-11] ends when its person says so, and when its time is over', async () => {
    const email = someEmail();
    await addProvider({ email });
    const token = await signedIn(email);
    await endSession(token);
    await endSession(token);
    expect(await loadUserActor(token)).toBeUndefined();

    const other = await signedIn(email);
    await getDb().session.update({ where: { sessionToken: other }, data: { expires: new Date(Date.now() - 1_000) } });
    expect(await loadUserActor(other)).toBeUndefined();
    expect((await purgeSignIns()).sessions).toBe(1);
  });
});

describe('an invitation', () => {
  let world: PickupWorld;

  beforeAll(async () => {
    world = await seedPickupWorld(database);
  });

  /** Someone entitled with this address on file, and the token of the link that was sent there. */
  async function invite(
    known: { email: string | null; familyName?: string },
    expiresAt = new Date(Date.now() + 60_000),
  ): Promise<{ token: string; providerId: string }> {
    const [entitled] = await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-WLG' });
    if (!entitled) throw new Error('nobody was entitled');
    const { providerId } = entitled.actor;
    await getDb().provider.update({ where: { id: providerId }, data: known });
    const token = newToken();
    const { entitlementId } = entitled;
    await getDb().invitation.create({ data: { entitlementId, providerId, tokenHash: hashToken(token), expiresAt } });
    return { token, providerId };
  }

  it('[SIGNIN-12] signs in as its provider, though others share the address, as often as it is opened', async () => {
    const email = someEmail('shared');
    await addProvider({ email, familyName: 'Alpha' });
    const { token, providerId: invited } = await invite({ email, familyName: 'Beta' });
    expect(await findInvitation(token)).toEqual({ ok: true, value: { name: 'Given Beta', daysLeft: 0 } });
    for (const _ of ['first', 'second']) {
      const opened = await openInvitation(token, 'en');
      if (!opened.ok) throw new Error(opened.refusal.code);
      const actsFor = new URL(opened.value.callbackPath, 'http://x').searchParams.get('for') ?? '';
      expect(actsFor).toBe(invited);
      const { sessionToken, location } = await openCallback(opened.value.callbackPath, { wish: { actsFor } });
      expect(location.pathname).toBe('/en/provider');
      expect((await loadUserActor(sessionToken ?? ''))?.providerId).toBe(invited);
    }
    const used = await getDb().invitation.findFirst({ where: { providerId: invited } });
    expect(used?.usedAt).not.toBeNull();
  });

  it('[SIGNIN-13] opens nothing once it has expired, is unknown, or its provider has no address', async () => {
    const expired = await invite({ email: someEmail() }, new Date(Date.now() - 1_000));
    const unreachable = await invite({ email: null });
    const codes = await Promise.all(
      [expired.token, newToken(), unreachable.token].map(async (token) => {
        const [seen, opened] = [await findInvitation(token), await openInvitation(token, 'fr')];
        expect(opened.ok ? undefined : opened.refusal).toEqual(seen.ok ? undefined : seen.refusal);
        return opened.ok ? 'opened' : opened.refusal.code;
      }),
    );
    expect(codes).toEqual(['invitation-expired', 'invitation-unknown', 'invitation-without-address']);
  });

  it('[SIGNIN-15] ends once its provider has another verified address; the same one leaves it open', async () => {
    const email = someEmail();
    const { token, providerId } = await invite({ email });
    const verified = { providerId, phone: null, language: 'fr' } as const;
    for (const same of [email, null]) await recordVerifiedContact(getDb(), { ...verified, email: same });
    expect((await findInvitation(token)).ok).toBe(true);
    await recordVerifiedContact(getDb(), { ...verified, email: someEmail() });
    expect(await openInvitation(token, 'fr')).toMatchObject({ ok: false, refusal: { code: 'invitation-expired' } });
  });

  it('[SIGNIN-14] cannot be turned into a sign-in for somebody else’s provider', async () => {
    const email = someEmail();
    const own = await addProvider({ email });
    const stranger = await addProvider({ email: someEmail() });
    const token = await signedIn(email, stranger);
    expect((await loadUserActor(token))?.providerId).toBe(own);
  });
});
