/** What a state means to the reader; each tone has its own shape and its own colour, and comes with a word. */
export type Tone = 'neutral' | 'info' | 'good' | 'attention' | 'wrong';

export const toneText: Record<Tone, string> = {
  neutral: 'text-soft',
  info: 'text-accent',
  good: 'text-good',
  attention: 'text-attention',
  wrong: 'text-wrong',
};

export const toneGround: Record<Tone, string> = {
  neutral: 'bg-ground',
  info: 'bg-accent-ground',
  good: 'bg-good-ground',
  attention: 'bg-attention-ground',
  wrong: 'bg-wrong-ground',
};

export const toneBorder: Record<Tone, string> = {
  neutral: 'border-edge',
  info: 'border-accent',
  good: 'border-good',
  attention: 'border-attention',
  wrong: 'border-wrong',
};
