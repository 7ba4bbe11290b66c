import { useFormatter, useTranslations } from 'next-intl';

/** Which facts an accepted claim corrected; nothing where it corrected none. */
export function CorrectedFacts({ facts }: { facts: readonly string[] }) {
  const t = useTranslations('why');
  const names = useTranslations('rules.missing');
  const format = useFormatter();
  if (facts.length === 0) return null;
  return <p className="measure">{t('corrected', { facts: format.list(facts.map((fact) => names(fact))) })}</p>;
}
