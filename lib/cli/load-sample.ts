import { existsSync } from 'node:fs';
import pg from 'pg';
import { inProject } from './project.ts';

/** Loads the demonstration's sample into a database that has none; one that has it keeps what was entered since. */
export async function loadSample(ownerUrl: string): Promise<string> {
  if (await isLoaded(ownerUrl)) return 'kept as it is';
  const loader = inProject('lib', 'demo', 'load.ts');
  if (!existsSync(loader)) return 'there is none yet';
  const { loadDemonstration } = await import(loader);
  await loadDemonstration(ownerUrl);
  return 'loaded';
}

// The loader's last statement turns the database into a demonstration: a load that was interrupted counts for nothing.
async function isLoaded(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ demonstration: boolean }>('select demonstration from business_clock');
    return rows[0]?.demonstration === true;
  } finally {
    await client.end();
  }
}
