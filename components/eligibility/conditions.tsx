import { Details } from '#components/ui/details.tsx';
import type { ConditionsWords } from '#lib/eligibility/answer-in-words.ts';

/** The general conditions of a programme, folded, each with the part of the letter it comes from. */
export function Conditions({ words: { title, conditions, rules } }: { words: ConditionsWords }) {
  if (conditions.length === 0) return null;
  return (
    <Details summary={title}>
      <ol className="conditions">
        {conditions.map(({ text, source }) => (
          <li key={text}>
            {text} <small>{source}</small>
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
