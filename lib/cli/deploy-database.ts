import { prepareJobQueue } from '#lib/db/job-queue.ts';
import { applyMigrations, findForeignMigrations } from '#lib/db/migrate.ts';
import { deployReferenceData } from '#lib/programmes/reference-data.ts';
import { OperatorError } from './operator-error.ts';

/**
 * Brings a database to what the code expects, as the owner: migrations, job queues, reference data. Doing it again
 * changes nothing. Returns the migrations applied now.
 * @throws OperatorError when the database has a migration in another wording; nothing is changed then.
 */
export async function deployDatabase(ownerUrl: string): Promise<string[]> {
  const foreign = await findForeignMigrations(ownerUrl);
  if (foreign.length > 0) {
    throw new OperatorError(
      `The database was made by another version of the migration ${foreign.join(', ')}, or it failed there; nothing was changed. A demonstration begins again with npm start -- --fresh; for any other, compare prisma/migrations with its table _prisma_migrations.`,
    );
  }
  const applied = await applyMigrations(ownerUrl);
  await prepareJobQueue(ownerUrl);
  await deployReferenceData(ownerUrl);
  return applied;
}
