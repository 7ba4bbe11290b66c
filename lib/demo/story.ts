/** The days that the demonstration's bar can step to, in business time; the story begins on the first. */
export const storySteps = [
  { key: 'beginning', at: '2020-06-16T09:00:00+02:00' },
  { key: 'after-cutoff', at: '2020-06-21T09:00:00+02:00' },
  { key: 'pickup', at: '2020-07-06T09:00:00+02:00' },
] as const;

export type StoryStep = (typeof storySteps)[number];
