import { buildApplication } from './build-application.ts';
import { runCommand } from './operator-error.ts';
import { step } from './steps.ts';

await runCommand(async () => {
  await step('build', async () => ({ value: undefined, note: await buildApplication() }));
  return 0;
});
