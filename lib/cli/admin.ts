import { systemActor } from '#lib/auth/actor.ts';
import { inviteAdministrator } from '#lib/auth/invite-administrator.ts';
import { closeConnections } from '#lib/db/client.ts';
import { isLocale, type Locale, locales } from '#lib/i18n/locales.ts';
import { checkEnvironment } from '#lib/shared/environment.ts';
import { OperatorError, runCommand } from './operator-error.ts';

const usage = `Usage: npm run admin -- invite E-MAIL [${locales.join(' | ')}]`;

await runCommand(async () => {
  const [command, email, language = 'fr'] = process.argv.slice(2);
  if (command !== 'invite' || email === undefined || !isLocale(language)) {
    console.error(usage);
    return 1;
  }
  const check = checkEnvironment(process.env);
  if (!check.ok) {
    for (const problem of check.problems) console.error(problem);
    return 1;
  }
  try {
    return await invite(email, language);
  } finally {
    await closeConnections();
  }
});

async function invite(email: string, language: Locale): Promise<number> {
  const result = await inviteAdministrator(systemActor('admin-command'), { email, language });
  if (!result.ok) throw new OperatorError(`“${email}” is not an e-mail address. ${usage}`);
  const made = result.value.alreadyOne ? 'was an administrator already' : 'is an administrator now';
  console.log(`${result.value.email} ${made}; the server sends the link to sign in within seconds (npm run serve).`);
  return 0;
}
