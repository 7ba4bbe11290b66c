import { useTranslations } from 'next-intl';
import { Instant } from '#components/ui/day.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ContradictionView } from '#lib/registers/contradictions/queries.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { ContradictionSides } from './contradiction-sides.tsx';
import { letterOf, sideInWords } from './contradiction-words.ts';
import { SettleForm } from './settle-form.tsx';

interface ContradictionPageProps {
  contradiction: ContradictionView;
  settle: FormAction;
}

/** Both sides, and how it was or is to be settled. */
export function ContradictionPage({ contradiction, settle }: ContradictionPageProps) {
  const t = useTranslations('contradictions');
  const choice = useChoice(contradiction);
  const { id, kind, state, sides, choices } = contradiction;
  return (
    <div className="space-y-8">
      {state === 'gone' && (
        <Notice title={t('goneTitle')}>
          <p>{t('goneMeans')}</p>
        </Notice>
      )}
      <Settlement contradiction={contradiction} />
      <ContradictionSides sides={sides} />
      {state === 'open' && (
        <section aria-labelledby="settle-heading" className="space-y-4">
          <h2 id="settle-heading" className="text-xl">
            {t('settle.heading')}
          </h2>
          <SettleForm action={settle} id={id} question={t(`kinds.${kind}.question`)} choices={choices.map(choice)} />
        </section>
      )}
    </div>
  );
}

function Settlement({ contradiction }: { contradiction: ContradictionView }) {
  const t = useTranslations('contradictions');
  const choice = useChoice(contradiction);
  const { settled } = contradiction;
  if (!settled) return null;
  return (
    <Notice tone="good" title={t('settledTitle')}>
      <p className="font-semibold">{choice(settled.choice).label}</p>
      <p className="whitespace-pre-line">{settled.reason}</p>
      <p className="text-soft">
        {t.rich('settledBy', {
          name: settled.byName ?? t('formerStaff'),
          at: () => <Instant value={settled.at} />,
        })}
      </p>
    </Notice>
  );
}

/** What it can be settled by, in words: a side that holds, or something else. */
function useChoice({ kind, sides }: ContradictionView) {
  const t = useTranslations('contradictions');
  return (value: string) => {
    const index = sides.findIndex(({ key }) => key === value);
    const side = sides[index];
    const label = side
      ? t('choices.side', { letter: letterOf(index), summary: sideInWords(side, kind) })
      : t.has(`choices.${value}`)
        ? t(`choices.${value}`)
        : value;
    return { value, label, hint: t.has(`choiceHints.${value}`) ? t(`choiceHints.${value}`) : undefined };
  };
}
