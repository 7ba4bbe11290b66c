import { closeConnections, getPool } from '#lib/db/client.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import type { CheckInput } from '#lib/eligibility/schema.ts';
import { clientAddress } from './load.ts';

/*
 * A process that checks people of the database its environment names, sixteen at once. Whenever its parent sends for how
 * many milliseconds, it answers how many checks a second it made; it ends when its parent lets go of it.
 */
const atOnce = 16;
const asked = 20_000;

const { rows } = await getPool().query<{ value: string; postcode: string }>(
  `SELECT i.value, p.postcode FROM provider p JOIN provider_identifier i ON i.provider_id = p.id
    WHERE i.scheme = 'nihdi' ORDER BY md5(p.id::text) LIMIT $1`,
  [asked],
);
const checks = rows.map(
  ({ value, postcode }): CheckInput => ({
    number: { scheme: 'nihdi', value, full: value },
    numberChecks: true,
    postcode,
  }),
);
let next = 0;

async function checkUntil(time: number): Promise<number> {
  let done = 0;
  while (performance.now() < time) {
    next += 1;
    const check = checks[next % checks.length];
    if (check) await checkEligibility(check, clientAddress(next));
    done += 1;
  }
  return done;
}

async function work(milliseconds: number): Promise<number> {
  const begun = performance.now();
  const done = await Promise.all(Array.from({ length: atOnce }, () => checkUntil(begun + milliseconds)));
  return (done.reduce((sum, count) => sum + count, 0) * 1_000) / (performance.now() - begun);
}

process.on('message', (milliseconds) => {
  void work(Number(milliseconds)).then((rate) => process.send?.(rate));
});
process.once('disconnect', () => void closeConnections());
