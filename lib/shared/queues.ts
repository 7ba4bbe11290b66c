/** The job queues, made by the owner when the database is deployed; the application only adds to them and works on them. */
export const queues = {
  deliverMessages: 'notifications.deliver',
  inviteEntitled: 'pickup.invite',
  remindBooked: 'pickup.remind',
  foldCounts: 'entitlements.fold-counts',
  purge: 'shared.purge',
  work: 'runs.work',
} as const;

export type QueueName = (typeof queues)[keyof typeof queues];
