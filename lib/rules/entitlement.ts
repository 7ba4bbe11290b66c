import { type Day, isoWeekOf } from './days.ts';
import { type ItemCode, type ItemQuantity, itemCodes } from './items.ts';
import { type Parameter, valueOn } from './parameters.ts';
import type { ProfessionCode } from './professions.ts';

/**
 * What a programme gives, counted in items: a kit once, a quantity each ISO week (Monday to Sunday) by
 * profession, or something whose quantity is still open.
 */
export type Grant =
  | { readonly kind: 'kit'; readonly lines: readonly KitLine[] }
  | { readonly kind: 'weekly-quota'; readonly lines: readonly QuotaLine[] }
  | { readonly kind: 'open'; readonly items: readonly ItemCode[] };

export interface KitLine {
  readonly item: ItemCode;
  readonly quantity: Parameter<number>;
}

export interface QuotaLine extends KitLine {
  readonly professions: Parameter<readonly ProfessionCode[]>;
}

/** Something already handed over to a person under the programme. */
export interface ServedItem extends ItemQuantity {
  readonly servedOn: Day;
}

/** What a person may have: for a kit in all, for a quota in the ISO week of the day. Items without any are left out. */
export function entitledItems(grant: Grant, profession: ProfessionCode, asOf: Day): readonly ItemQuantity[] {
  return sumItems(
    linesFor(grant, profession, asOf).map(({ item, quantity }) => ({ item, quantity: valueOn(quantity, asOf).value })),
  );
}

/** What is left of it after what was served: ever for a kit, in the same ISO week for a quota. Never below zero. */
export function remainingItems(
  grant: Grant,
  profession: ProfessionCode,
  asOf: Day,
  served: readonly ServedItem[],
): readonly ItemQuantity[] {
  const counted = grant.kind === 'weekly-quota' ? served.filter(inWeekOf(asOf)) : served;
  const had = new Map(sumItems(counted).map(({ item, quantity }) => [item, quantity]));
  return entitledItems(grant, profession, asOf)
    .map(({ item, quantity }) => ({ item, quantity: quantity - (had.get(item) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}

/** One line an item, in the order items are listed everywhere. */
export function sumItems(lines: readonly ItemQuantity[]): readonly ItemQuantity[] {
  return itemCodes
    .map((item) => ({
      item,
      quantity: lines.filter((line) => line.item === item).reduce((sum, line) => sum + line.quantity, 0),
    }))
    .filter(({ quantity }) => quantity > 0);
}

/** What so many persons need in all. */
export function timesItems(lines: readonly ItemQuantity[], persons: number): readonly ItemQuantity[] {
  return sumItems(lines.map(({ item, quantity }) => ({ item, quantity: quantity * persons })));
}

function linesFor(grant: Grant, profession: ProfessionCode, asOf: Day): readonly KitLine[] {
  switch (grant.kind) {
    case 'kit':
      return grant.lines;
    case 'weekly-quota':
      return grant.lines.filter(({ professions }) => valueOn(professions, asOf).value.includes(profession));
    case 'open':
      return [];
  }
}

function inWeekOf(day: Day): (served: ServedItem) => boolean {
  const week = isoWeekOf(day);
  return ({ servedOn }) => isoWeekOf(servedOn) === week;
}
