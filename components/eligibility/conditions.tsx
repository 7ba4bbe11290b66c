import { Details } from '#components/ui/details.tsx';
import type { ConditionsWords } from '#lib/eligibility/answer-in-words.ts';

/** The general conditions of a programme, folded; each with the sentences it rests on, which are French everywhere. */
export function Conditions({ words: { title, lead, conditions, rules } }: { words: ConditionsWords }) {
  return (
    <Details summary={title}>
      <p>{lead}</p>
      <ol className="list-decimal space-y-4 pl-5">
        {conditions.map(({ text, sources }) => (
          <li key={text} className="space-y-2">
            <p>{text}</p>
            {sources.map(({ quote, cited, reading }) => (
              <div key={`${quote} ${reading ?? ''}`} className="text-sm text-soft">
                <q lang="fr">{quote}</q>
                <p>{cited}</p>
                {reading && <p>{reading}</p>}
              </div>
            ))}
          </li>
        ))}
      </ol>
      <p>
        <a href={rules.href} className="link">
          {rules.text}
        </a>
      </p>
    </Details>
  );
}
