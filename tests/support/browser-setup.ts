import { mkdir } from 'node:fs/promises';
import { startApplication } from '#lib/cli/application.ts';
import { buildApplication } from '#lib/cli/build-application.ts';
import { deployDatabase } from '#lib/cli/deploy-database.ts';
import { loadSample } from '#lib/cli/load-sample.ts';
import { startMailInbox } from '#lib/cli/mail-inbox.ts';
import { inProject } from '#lib/cli/project.ts';
import { startThrowawayPostgres } from '#lib/cli/throwaway-postgres.ts';

/** A sixteenth of the country: each journey that decides or publishes does so for all of it. */
const providers = 10_000;

/**
 * The demonstration as `npm start` runs it but smaller, with a database and a mail inbox of its own, for the browser's tests.
 * With PORTAL_E2E_RUNNING=1 the tests go to the server that PORTAL_E2E_URL and PORTAL_E2E_INBOX name instead.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.PORTAL_E2E_RUNNING === '1') return async () => {};
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.reverse()) await end();
  };
  try {
    const database = await startThrowawayPostgres();
    stops.push(database.stop);
    await deployDatabase(database.urlFor('owner'));
    await loadSample(database.urlFor('owner'), database.secrets, { providers });
    await buildApplication();
    const inbox = await startMailInbox();
    stops.push(inbox.stop);
    const url = process.env.PORTAL_E2E_URL ?? '';
    await mkdir(inProject('tests', 'results'), { recursive: true });
    const application = await startApplication({
      port: Number(new URL(url).port),
      logFile: inProject('tests', 'results', 'server.log'),
      environment: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: database.urlFor('application'),
        SMTP_URL: inbox.smtpUrl,
        NEXTAUTH_URL: url,
        NEXTAUTH_SECRET: database.secrets.NEXTAUTH_SECRET,
        PORTAL_HASH_KEY: database.secrets.PORTAL_HASH_KEY,
        PORTAL_DEMONSTRATION: '1',
        PORTAL_INBOX_URL: inbox.url,
      },
    });
    stops.push(application.stop);
    process.env.PORTAL_E2E_INBOX = inbox.url;
    process.env.PORTAL_E2E_OWNER_URL = database.urlFor('owner');
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
