export const slotStates = ['free', 'full', 'closed'] as const;
export type SlotState = (typeof slotStates)[number];

export function slotStateOf(slot: {
  readonly closedAt: Date | null;
  readonly booked: number;
  readonly capacity: number;
}): SlotState {
  if (slot.closedAt !== null) return 'closed';
  return slot.booked >= slot.capacity ? 'full' : 'free';
}

/** How far somebody with an appointment has come: awaited, here, or served. */
export const expectedStates = ['expected', 'here', 'served'] as const;
export type ExpectedState = (typeof expectedStates)[number];

export function expectedStateOf(person: {
  readonly checkedInAt: Date | null;
  readonly handedOverAt: Date | null;
}): ExpectedState {
  if (person.handedOverAt !== null) return 'served';
  return person.checkedInAt === null ? 'expected' : 'here';
}
