import type { Instrumentation } from 'next';

/** Runs once in each server process before its first request, and never in a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { getEnvironment } = await import('#lib/shared/environment.ts');
    const environment = getEnvironment();
    const { distrustForwardedHeader } = await import('#lib/shared/client-address.ts');
    distrustForwardedHeader();
    const { allowSlowUploads } = await import('#lib/shared/slow-uploads.ts');
    allowSlowUploads();
    if (environment.PORTAL_JOBS === 'off') return;
    const { startJobs } = await import('#lib/jobs/start-jobs.ts');
    // Pages are served while the jobs wait for a database that is slow to come.
    void startJobs();
  }
}

/** By the route's pattern: an address can have a token in it, which has no place in a log. */
export const onRequestError: Instrumentation.onRequestError = async (error, { method }, { routePath, routeType }) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { reportUnexpected } = await import('#lib/shared/report-unexpected.ts');
    reportUnexpected(error, { method, route: routePath, kind: routeType });
  }
};
