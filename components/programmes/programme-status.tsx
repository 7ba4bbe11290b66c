import { useTranslations } from 'next-intl';
import { Status } from '#components/ui/status.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { ProgrammeStatus } from '#lib/programmes/terms.ts';

const tones: Record<ProgrammeStatus, Tone> = { announced: 'info', open: 'good', closed: 'neutral' };

export function ProgrammeStatusMark({ status }: { status: ProgrammeStatus }) {
  const t = useTranslations('programmes.statuses');
  return <Status tone={tones[status]}>{t(status)}</Status>;
}
