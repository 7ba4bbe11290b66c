import { loadWords } from '#lib/i18n/kept-words.ts';
import type { Language } from '#lib/i18n/locales.ts';
import type { DescribedStatement } from '#lib/rules/describe.ts';
import { statementInWords } from '#lib/rules/words.ts';
import { refusalReasonCodes } from './schema.ts';

export type RefusalChoice = {
  /** The code of a condition of the rules, or of `refusalReasonCodes`. */
  readonly code: string;
  /** The sentence that the person reads, in their language. */
  readonly text: string;
};

/** The reasons a refusal can give: a condition of the rules that is not met, made from the rules, or a general one. */
export async function refusalChoices(
  conditions: readonly DescribedStatement[],
  language: Language,
): Promise<readonly RefusalChoice[]> {
  const words = await loadWords(language);
  return [
    ...conditions.map((statement) => ({
      code: statement.code,
      text: words('claim-review.refusals.condition', { condition: statementInWords(statement, words, language) }),
    })),
    ...refusalReasonCodes.map((code) => ({ code, text: words(`claim-review.refusals.${code}`) })),
  ];
}
