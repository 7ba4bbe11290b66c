import { performance } from 'node:perf_hooks';
import { generateClient } from './generate-client.ts';
import { runCommand } from './operator-error.ts';
import { stepLine } from './steps.ts';

/*
 * What boot.mjs hands over to: a command's own file, loaded once what it imports is there. Prisma's typed client is
 * written from the schema and is no part of a clone; an import of it would fail before the command could say a word.
 */
const [name = ''] = process.argv.splice(2, 1);

await runCommand(async () => {
  const begun = performance.now();
  const came = await generateClient();
  if (came === 'generated') console.log(stepLine('client', performance.now() - begun, came));
  // The command ends the process itself.
  await import(`./${name}.ts`);
  return 0;
});
