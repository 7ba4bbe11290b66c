import { useTranslations } from 'next-intl';
import { Status } from '#components/ui/status.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { FileState as State } from '#lib/registers/files/schema.ts';

const tones: Readonly<Record<State, Tone>> = {
  RECEIVING: 'info',
  RECOGNISED: 'attention',
  QUEUED: 'info',
  IMPORTED: 'good',
  REFUSED: 'wrong',
  WITHDRAWN: 'neutral',
};

export function FileState({ state }: { state: State }) {
  const t = useTranslations('register-files.states');
  return <Status tone={tones[state]}>{t(state)}</Status>;
}
