import type pg from 'pg';
import { channelCode, type StoredChannel } from '#lib/programmes/channel.ts';
import type { ChannelCode } from '#lib/rules/channels.ts';
import type { ProgrammeCode } from '#lib/rules/rule-sets.ts';
import type { SampleProvider } from './sample-registers.ts';

/*
 * What the path from the registers to the lists made of the sample, read back: the rest of the story happens to the
 * providers that were linked, to what was decided on them, and to what they were given.
 */

/** Somebody of the sample as linking stored them: with the provider's id in the database. */
export interface StoredProvider extends SampleProvider {
  readonly id: string;
}

export interface StoredEntitlement {
  readonly id: string;
  readonly programme: ProgrammeCode;
  readonly channel: ChannelCode;
  readonly provider: StoredProvider;
}

export interface StoredDecision {
  readonly provider: StoredProvider;
  readonly outcome: 'ELIGIBLE' | 'NOT_ELIGIBLE' | 'UNDETERMINED';
  readonly missing: readonly string[];
}

export type StoredSample = {
  /** Those whom the registers know, in the order of their serial numbers. */
  readonly providers: readonly StoredProvider[];
  readonly entitlements: readonly StoredEntitlement[];
  /** Of the last run for the reserve, on people with one practice. */
  readonly decisions: readonly StoredDecision[];
};

/** Finds each provider of the sample by its number; whom no register names is left out. */
export async function identifyProviders(
  client: pg.ClientBase,
  providers: readonly SampleProvider[],
): Promise<readonly StoredProvider[]> {
  const { rows } = await client.query<[string, string, string]>({
    text: 'SELECT scheme, value, provider_id FROM provider_identifier',
    rowMode: 'array',
  });
  const ids = new Map(rows.map(([scheme, value, id]) => [`${scheme} ${value}`, id]));
  return providers.flatMap((provider) => {
    const id = ids.get(`${provider.scheme} ${provider.value}`);
    return id === undefined ? [] : [{ ...provider, id }];
  });
}

export async function readStoredSample(
  client: pg.ClientBase,
  providers: readonly StoredProvider[],
  reserveRunId: string,
): Promise<StoredSample> {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const given = await client.query<[string, ProgrammeCode, StoredChannel, string, string]>({
    text: 'SELECT id, programme_code, channel, provider_id, province_code FROM entitlement',
    rowMode: 'array',
  });
  const decided = await client.query<[string, StoredDecision['outcome'], string[]]>({
    text: 'SELECT provider_id, outcome, missing FROM decision WHERE run_id = $1',
    values: [reserveRunId],
    rowMode: 'array',
  });
  // By serial number and not by id, which is another each time: the same sample tells the same story.
  const inOrder = <T extends { readonly provider: StoredProvider }>(rows: T[]) =>
    rows.sort((a, b) => a.provider.serial - b.provider.serial);
  return {
    providers,
    entitlements: inOrder(
      given.rows.flatMap(([id, programme, channel, providerId, province]) => {
        const provider = byId.get(providerId);
        // Where registers contradict each other, linking may have taken the other domicile: those have no story.
        return provider?.area.province === province ? [{ id, programme, channel: channelCode(channel), provider }] : [];
      }),
    ),
    decisions: inOrder(
      decided.rows.flatMap(([providerId, outcome, missing]) => {
        const provider = byId.get(providerId);
        return provider?.practices.length === 1 ? [{ provider, outcome, missing }] : [];
      }),
    ),
  };
}
