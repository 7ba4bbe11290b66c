import { useFormatter, useTranslations } from 'next-intl';
import { Instant } from '#components/ui/day.tsx';

interface CorrectedFactsProps {
  facts: readonly string[];
  /** When the corrections were taken back. */
  takenBackAt: string | null;
}

/** Which facts an accepted claim corrected, and whether that was taken back; nothing where it corrected none. */
export function CorrectedFacts({ facts, takenBackAt }: CorrectedFactsProps) {
  const t = useTranslations('why');
  const names = useTranslations('rules.missing');
  const format = useFormatter();
  if (facts.length === 0) return null;
  return (
    <p className="measure">
      {t('corrected', { facts: format.list(facts.map((fact) => names(fact))) })}
      {takenBackAt && <> {t.rich('takenBack', { at: () => <Instant value={takenBackAt} /> })}</>}
    </p>
  );
}
