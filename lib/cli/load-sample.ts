import { type DemonstrationOptions, isDemonstrationLoaded, loadDemonstration } from '#lib/demo/load.ts';
import type { Secrets } from './secrets.ts';

/** Loads the demonstration's sample into a database that has none; one that has it keeps what was entered since. */
export async function loadSample(
  ownerUrl: string,
  { PORTAL_HASH_KEY }: Pick<Secrets, 'PORTAL_HASH_KEY'>,
  size: Pick<DemonstrationOptions, 'providers'> = {},
): Promise<string> {
  if (await isDemonstrationLoaded({ ownerUrl })) return 'kept as it is';
  // National numbers are hashed as the server will hash them.
  process.env.PORTAL_HASH_KEY = PORTAL_HASH_KEY;
  await loadDemonstration({ ownerUrl, ...size });
  return 'loaded';
}
