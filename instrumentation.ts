/** Runs once in each server process before its first request, and never in a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { checkEnvironment } = await import('#lib/shared/environment.ts');
  const check = checkEnvironment(process.env);
  if (check.ok) return;
  for (const problem of check.problems) console.error(problem);
  process.exit(1);
}
