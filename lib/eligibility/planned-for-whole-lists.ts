import type { Statements } from '#lib/db/statements.ts';

/**
 * Rows of this very transaction, or of one just before it, are in no statistics yet, so the planner takes a country's list
 * for a handful of people and looks each of them up by itself. What it would choose for many is said to it instead.
 */
export async function plannedForWholeLists<T>(tx: Statements, work: () => Promise<T>): Promise<T> {
  const settings = { enable_nestloop: 'off', jit: 'off', work_mem: '64MB' };
  const names = Object.keys(settings);
  const before = await tx.$queryRaw<{ name: string; value: string }[]>`
    SELECT name, current_setting(name) AS value FROM unnest(${names}::text[]) AS s (name)`;
  const set = (name: string, value: string) => tx.$queryRaw`SELECT set_config(${name}, ${value}, true)`;
  for (const [name, value] of Object.entries(settings)) await set(name, value);
  const result = await work();
  for (const { name, value } of before) await set(name, value);
  return result;
}
