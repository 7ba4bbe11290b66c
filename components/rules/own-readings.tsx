import { useTranslations } from 'next-intl';
import { describeRuleSet } from '#lib/rules/describe.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import type { NoteCode } from '#lib/rules/sources.ts';

/** Everything that was read into the letter, each once. */
export function OwnReadings({ ruleSets, today }: { ruleSets: readonly RuleSet[]; today: string }) {
  const t = useTranslations();
  const notes = new Set(ruleSets.flatMap((ruleSet) => notesOf(ruleSet, today)));
  return (
    <section aria-labelledby="readings" className="space-y-4">
      <h2 id="readings" className="scroll-mt-4 text-xl">
        {t('rules-page.readings.title')}
      </h2>
      <p>{t('rules-page.readings.lead')}</p>
      <ul className="list-disc space-y-3 pl-6">
        {[...notes].map((note) => (
          <li key={note}>{t(`rules.notes.${note}`)}</li>
        ))}
      </ul>
    </section>
  );
}

function notesOf(ruleSet: RuleSet, today: string): readonly NoteCode[] {
  const { conditions, channels, grant, claimLastDay } = describeRuleSet(ruleSet, today);
  const sources = [...conditions, ...channels, ...grant.lines, ...(claimLastDay ? [claimLastDay] : [])].flatMap(
    (statement) => statement.sources,
  );
  return sources.flatMap((source) => (source.reading ? [source.note] : []));
}
