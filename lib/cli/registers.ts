import { runCommand } from './operator-error.ts';
import { importRegisterFile } from './registers-import.ts';
import { writeSampleFiles } from './registers-sample.ts';

const usage = `Usage:
  npm run registers -- import FILE --register NAME [--dry-run] [--encoding NAME] [--delimiter NAME] [--column HEADER=CODE]
  npm run registers -- sample --rows N [--dirt P] [--seed S] [--folder DIR] [--format WORDS]`;

await runCommand(async () => {
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'import') return importRegisterFile(rest);
  if (command === 'sample') {
    await writeSampleFiles(rest);
    return 0;
  }
  console.error(usage);
  return 1;
});
