import type { ChannelCode } from '#lib/rules/channels.ts';

/** A way of delivery as the database names it. */
export type StoredChannel = 'PROVINCE_PICKUP' | 'GROUPING' | 'ASSOCIATION' | 'PHARMACY';

const storedByCode = {
  'province-pickup': 'PROVINCE_PICKUP',
  grouping: 'GROUPING',
  association: 'ASSOCIATION',
  pharmacy: 'PHARMACY',
} as const satisfies Record<ChannelCode, StoredChannel>;

const codeByStored = {
  PROVINCE_PICKUP: 'province-pickup',
  GROUPING: 'grouping',
  ASSOCIATION: 'association',
  PHARMACY: 'pharmacy',
} as const satisfies Record<StoredChannel, ChannelCode>;

export function storedChannel(code: ChannelCode): StoredChannel {
  return storedByCode[code];
}

export function channelCode(stored: StoredChannel): ChannelCode {
  return codeByStored[stored];
}
