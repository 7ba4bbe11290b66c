import { useLocale, useTranslations } from 'next-intl';
import { describeRuleSet } from '#lib/rules/describe.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import type { NoteCode } from '#lib/rules/sources.ts';
import { type MessageParams, noteInWords } from '#lib/rules/words.ts';

/** Everything that was read into the letter, each once. */
export function OwnReadings({ ruleSets, today }: { ruleSets: readonly RuleSet[]; today: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const notes = new Map(ruleSets.flatMap((ruleSet) => notesOf(ruleSet, today)));
  return (
    <section aria-labelledby="readings" className="space-y-4">
      <h2 id="readings" className="scroll-mt-4 text-xl">
        {t('rules-page.readings.title')}
      </h2>
      <p>{t('rules-page.readings.lead')}</p>
      <ul className="list-disc space-y-3 pl-6">
        {[...notes].map(([note, params]) => (
          <li key={note}>{noteInWords(note, params, t, locale)}</li>
        ))}
      </ul>
    </section>
  );
}

function notesOf(ruleSet: RuleSet, today: string): readonly (readonly [NoteCode, MessageParams])[] {
  const { conditions, channels, grant, claimLastDay } = describeRuleSet(ruleSet, today);
  return [...conditions, ...channels, ...grant.lines, ...(claimLastDay ? [claimLastDay] : [])].flatMap(
    ({ sources, params }) => sources.flatMap((source) => (source.reading ? [[source.note, params] as const] : [])),
  );
}
