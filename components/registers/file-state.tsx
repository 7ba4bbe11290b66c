import { useTranslations } from 'next-intl';
import { Status } from '#components/ui/status.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { SourceFileState } from '#lib/registers/file-queries.ts';

const tones: Readonly<Record<SourceFileState, Tone>> = {
  RECEIVING: 'info',
  RECOGNISED: 'attention',
  QUEUED: 'info',
  IMPORTED: 'good',
  REFUSED: 'wrong',
  WITHDRAWN: 'neutral',
};

export function FileState({ state }: { state: SourceFileState }) {
  const t = useTranslations('register-files.states');
  return <Status tone={tones[state]}>{t(state)}</Status>;
}
