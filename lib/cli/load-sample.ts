import { isDemonstrationLoaded, loadDemonstration } from '#lib/demo/load.ts';

/** Loads the demonstration's sample into a database that has none; one that has it keeps what was entered since. */
export async function loadSample(ownerUrl: string): Promise<string> {
  if (await isDemonstrationLoaded({ ownerUrl })) return 'kept as it is';
  await loadDemonstration({ ownerUrl });
  return 'loaded';
}
