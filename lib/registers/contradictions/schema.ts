import { z } from 'zod';
import { searchText } from '#lib/shared/search-schema.ts';

export const contradictionKinds = ['TWO_DOMICILES', 'NUMBER_ON_TWO_PEOPLE', 'ACTIVITY_WITHOUT_REGISTRATION'] as const;
export type ContradictionKind = (typeof contradictionKinds)[number];

/**
 * What can be settled other than that one side holds. `neither`: none of the sides is linked, for as long as they stand
 * against each other. `set-aside`: the activity counts for nobody. `source-asked`: nor does it, and the source was asked.
 */
const otherChoices = {
  TWO_DOMICILES: [],
  NUMBER_ON_TWO_PEOPLE: ['neither'],
  ACTIVITY_WITHOUT_REGISTRATION: ['set-aside', 'source-asked'],
} as const satisfies Readonly<Record<ContradictionKind, readonly string[]>>;

export type OtherChoice = (typeof otherChoices)[ContradictionKind][number];

/** What one side says, by the kind: of the register's columns, or counted from them. Never a national number. */
const saysSchema = z.object({
  givenName: z.string().nullish(),
  familyName: z.string().nullish(),
  birthYear: z.number().nullish(),
  profession: z.string().nullish(),
  /** As people are found by it: eight digits of the NIHDI, or the visa. */
  number: z.string().nullish(),
  /** Of those who share one: all that are held aside with it. */
  numbers: z.array(z.string()).nullish(),
  street: z.string().nullish(),
  postcode: z.string().nullish(),
  municipality: z.string().nullish(),
  provinceCode: z.string().nullish(),
  /** Months of activity, from the first to the last, `YYYY-MM`. */
  months: z.number().nullish(),
  firstMonth: z.string().nullish(),
  lastMonth: z.string().nullish(),
  /** How many employers. */
  employers: z.number().nullish(),
});

/** One side as it is stored. */
export const sideSchema = z.object({
  /** What it is chosen by; the same as long as the side says the same. */
  key: z.string(),
  /** Null where the portal's own file of a provider says it. */
  register: z.string().nullable(),
  /** Null where it is that the register says nothing. */
  fileId: z.string().nullable(),
  line: z.number().nullable(),
  providerId: z.string().nullable(),
  /** The same for the same national number, and nothing more. */
  tag: z.string().nullable(),
  says: saysSchema,
});
export type StoredSide = Readonly<z.infer<typeof sideSchema>>;

export const sidesSchema = z.array(sideSchema);

export const settlementSchema = z.object({ choice: z.string() });

/** What the key of a side begins with whom no number tells from the others, but family name and birth year. */
export const nameSide = 'name:';

/** What only such sides can be settled to: they are one person, whose names or years a register has wrong. */
export const onePerson = 'one-person';

/** What an administrator may settle it by: one of the sides that can hold, or something else. */
export function choicesOf(kind: ContradictionKind, sides: readonly Pick<StoredSide, 'key'>[]): readonly string[] {
  if (kind === 'ACTIVITY_WITHOUT_REGISTRATION') return otherChoices[kind];
  const keys = sides.map(({ key }) => key);
  return [...keys, ...(keys.some((key) => key.startsWith(nameSide)) ? [onePerson] : []), ...otherChoices[kind]];
}

export const contradictionStates = ['open', 'settled', 'gone'] as const;
export type ContradictionState = (typeof contradictionStates)[number];

export const contradictionFilterSchema = z.object({
  state: z.enum(contradictionStates).catch('open'),
  kind: z.enum(contradictionKinds).optional().catch(undefined),
  /** A name, a postcode or a municipality of either side; a number has no place in an address. */
  q: searchText,
});
export type ContradictionFilter = Readonly<z.infer<typeof contradictionFilterSchema>>;

export const reasonAtMost = 2_000;

export const settleContradictionSchema = z.object({
  id: z.uuid(),
  choice: z.string().min(1),
  reason: z.string().trim().min(1).max(reasonAtMost),
});
export type SettleContradictionInput = Readonly<z.infer<typeof settleContradictionSchema>>;
