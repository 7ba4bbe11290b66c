import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { type QueueName, queues } from '#lib/shared/queues.ts';

const schema = 'pgboss';

/** Mail servers are away for minutes at times; a job of the portal's own fails for a reason that stays. In seconds. */
function limitsOf(name: QueueName): { retryLimit: number; retryDelay: number; retryBackoff: boolean } {
  const delivers = name === queues.deliverMessages;
  return { retryLimit: delivers ? 8 : 3, retryDelay: 5, retryBackoff: true };
}

/**
 * Makes or migrates the schema of the job queue and every queue of the list, as the owner, and gives the application
 * role what a worker needs there. Doing it again changes nothing.
 */
export async function prepareJobQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => {});
  await boss.start();
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const name of Object.values(queues)) {
      if (known.has(name)) await boss.updateQueue(name, limitsOf(name));
      else await boss.createQueue(name, limitsOf(name));
    }
    await waitForIndexes(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
  await grantToApplication(ownerUrl);
}

/** A new version of pg-boss builds its indexes one after another beside the running system; a deployment waits. */
async function waitForIndexes(boss: PgBoss): Promise<void> {
  const deadline = Date.now() + 10 * 60_000;
  while (Date.now() < deadline) {
    const open = (await boss.getBamStatus()).filter(({ status }) => status === 'pending' || status === 'in_progress');
    if (open.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error('The indexes of the job queue were not built within ten minutes.');
}

async function grantToApplication(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      grant usage on schema ${schema} to portal_app;
      grant select, insert, update, delete on all tables in schema ${schema} to portal_app;
      grant usage on all sequences in schema ${schema} to portal_app;
      grant execute on all functions in schema ${schema} to portal_app;
    `);
  } finally {
    await client.end();
  }
}
