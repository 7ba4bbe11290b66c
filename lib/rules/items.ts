/** What an entitlement is counted in. Units: gloves, aprons and masks by the piece, goggles by the pair. */
export const itemCodes = ['gloves', 'aprons', 'goggles', 'surgical-masks', 'ffp2-masks'] as const;
export type ItemCode = (typeof itemCodes)[number];

/** An entitlement names the item; stock and handover name the variant, for the size is chosen at the counter. */
export const gloveVariants = ['gloves-s', 'gloves-m', 'gloves-l', 'gloves-xl'] as const;
export type GloveVariant = (typeof gloveVariants)[number];

export interface ItemQuantity {
  readonly item: ItemCode;
  readonly quantity: number;
}

export function isItemCode(value: unknown): value is ItemCode {
  return itemCodes.some((code) => code === value);
}

export function isGloveVariant(value: unknown): value is GloveVariant {
  return gloveVariants.some((code) => code === value);
}

/** The variants one chooses from, none when the item comes in one form only. */
export function variantsOf(item: ItemCode): readonly GloveVariant[] {
  return item === 'gloves' ? gloveVariants : [];
}
