import { PrismaAdapter } from '@auth/prisma-adapter';
import type { NextAuthOptions } from 'next-auth';
import type { Adapter } from 'next-auth/adapters';
import type { EmailConfig } from 'next-auth/providers/email';
import { recordAudit } from '#lib/audit/record.ts';
import { getDb } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { log } from '#lib/shared/log.ts';
import { done } from '#lib/shared/result.ts';
import { newToken } from '#lib/shared/secrets.ts';
import { findSignIn } from './find-sign-in.ts';
import { loadUserActor } from './load-user-actor.ts';
import { authSecret, linkSeconds } from './sign-in-link.ts';

/** A working day: a session ends twelve hours after signing in, used or not. */
export const sessionSeconds = 12 * 60 * 60;

export type SessionWish = {
  /** Which of the providers with the address the new session acts for. */
  readonly actsFor?: string;
};

/**
 * What next-auth works by. Made for each request, because the build has neither secret nor database. Links are made by
 * `createSignInLink` alone; next-auth only exchanges their tokens for sessions, so its own way of sending is shut.
 */
export function authOptions(wish: SessionWish = {}): NextAuthOptions {
  return {
    adapter: adapter(wish),
    secret: authSecret(),
    session: {
      strategy: 'database',
      maxAge: sessionSeconds,
      updateAge: sessionSeconds,
      generateSessionToken: newToken,
    },
    useSecureCookies: overHttps(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: sessionCookieOptions(),
      },
    },
    providers: [byEmail],
    callbacks: {
      signIn: async ({ user, email }) =>
        email?.verificationRequest !== true && (await findSignIn(user.email ?? '')) !== undefined,
    },
    logger: {
      error: (code, metadata) => log.error({ code, err: causeOf(metadata) }, 'sign-in failed'),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** Its prefix makes browsers refuse it over plain HTTP, so it depends on how people reach the portal. */
export function sessionCookieName(): string {
  return overHttps() ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

/** A script never sees it, and no other site's form sends it. */
export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: overHttps() };
}

function overHttps(): boolean {
  return process.env.NEXTAUTH_URL?.startsWith('https://') === true;
}

const byEmail: EmailConfig = {
  id: 'email',
  type: 'email',
  name: 'Email',
  server: '',
  from: '',
  maxAge: linkSeconds,
  sendVerificationRequest: () => {
    throw new Error('Sign-in links are sent by the portal itself');
  },
  options: {},
};

function adapter({ actsFor }: SessionWish): Adapter {
  const db = getDb();
  return {
    ...PrismaAdapter(db),

    // A first sign-in: the user is who the registers say.
    createUser: async ({ email, emailVerified }: { email: string; emailVerified: Date | null }) => {
      const known = await findSignIn(email);
      return db.user.create({
        data: { email, emailVerified, language: known?.language ?? 'fr', name: known?.name ?? null },
      });
    },

    createSession: async (session) => {
      await inTransaction(async (tx) => {
        const user = await tx.user.findUniqueOrThrow({ where: { id: session.userId }, select: { email: true } });
        const own =
          actsFor === undefined
            ? null
            : await tx.provider.findFirst({ where: { id: actsFor, email: user.email }, select: { id: true } });
        const { id } = await tx.session.create({ data: { ...session, providerId: own?.id ?? null } });
        const actor = await loadUserActor(session.sessionToken, tx);
        if (!actor) throw new Error('A session just made has no actor');
        await recordAudit(tx, actor, { action: 'session.sign-in', subject: { type: 'session', id } });
        return done(undefined);
      });
      return session;
    },

    // A browser may still show the cookie of a session that was purged; that must not keep it from signing in.
    deleteSession: async (sessionToken: string) => {
      await db.session.deleteMany({ where: { sessionToken } });
    },
  };
}

function causeOf(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata;
  if (typeof metadata === 'object' && metadata !== null && 'error' in metadata) return metadata.error;
  return undefined;
}
