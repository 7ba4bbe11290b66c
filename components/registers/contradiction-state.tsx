import { useTranslations } from 'next-intl';
import { Status } from '#components/ui/status.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { ContradictionState as State } from '#lib/registers/contradictions/schema.ts';

const tones: Readonly<Record<State, Tone>> = { open: 'attention', settled: 'good', gone: 'neutral' };

export function ContradictionState({ state }: { state: State }) {
  const t = useTranslations('contradictions.state');
  return <Status tone={tones[state]}>{t(state)}</Status>;
}
