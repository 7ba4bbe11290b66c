/** Called by Next once in each server process, before it takes requests; not by the build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { distrustForwardedHeader } = await import('#lib/shared/client-address.ts');
  distrustForwardedHeader();
  if (process.env.PORTAL_JOBS === 'off') return;
  const { startJobs } = await import('#lib/jobs/start-jobs.ts');
  // Pages are served while the jobs wait for a database that is slow to come.
  void startJobs();
}
