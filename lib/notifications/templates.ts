/** Every message the portal sends; each has a subject and a body in four languages (`messages/<language>/mail.json`). */
export const messageTemplates = [
  'sign-in',
  'administrator-invited',
  'reasons',
  'claim-received',
  'claim-link',
  'claim-confirmed',
  'claim-question',
  'claim-answered',
  'claim-accepted',
  'claim-refused',
  'claim-appealed',
  'invitation',
  'booking-confirmed',
  'booking-moved',
  'booking-cancelled',
  'booking-reminder',
  'handover-receipt',
  'list-removed',
  'list-returned',
  'removal-settled',
] as const;

export type MessageTemplate = (typeof messageTemplates)[number];
