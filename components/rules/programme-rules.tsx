import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Details } from '#components/ui/details.tsx';
import { Status } from '#components/ui/status.tsx';
import {
  type ComposedLine,
  type DescribedStatement,
  describeComposition,
  describeRuleSet,
} from '#lib/rules/describe.ts';
import type { ItemQuantity } from '#lib/rules/items.ts';
import { type Parameter, valueOn } from '#lib/rules/parameters.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import type { Source } from '#lib/rules/sources.ts';
import { dayInWords, type MessageParams, sourceInWords, statementInWords } from '#lib/rules/words.ts';
import { ParameterValue } from './parameter-value.tsx';
import { SourceQuote } from './source-quote.tsx';

export interface RulesOfProgramme {
  code: string;
  announced: boolean;
  ruleSet: RuleSet;
  /** The parcel's composition in force; nothing where the programme has none. */
  kit: readonly ItemQuantity[];
  /** Until when the administration takes claims now; null where it sets no last day. */
  claimsLastOn: string | null;
}

/** One programme as its rules describe themselves on a day; nothing here says what a rule does not. */
export function ProgrammeRules({ rules, today }: { rules: RulesOfProgramme; today: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const { code, announced, ruleSet, kit, claimsLastOn } = rules;
  const described = describeRuleSet(ruleSet, today);
  const day = today < ruleSet.validFrom ? ruleSet.validFrom : today;
  return (
    <section aria-labelledby={code} className="space-y-6">
      <div className="space-y-2">
        <h2 id={code} className="scroll-mt-4 text-xl">
          {t(described.nameKey)}
        </h2>
        <p className="flex flex-wrap items-center gap-3">
          <Status tone={announced ? 'info' : 'good'}>
            {t(`rules.programme-statuses.${announced ? 'announced' : 'in-force'}`)}
          </Status>
          {t('rules-page.version', { version: described.version, day: dayInWords(described.validFrom, locale) })}
        </p>
        {announced && <p>{t('rules-page.announced')}</p>}
      </div>
      <h3 className="text-lg">{t('rules-page.conditions.title')}</h3>
      <p>{t('rules-page.conditions.lead')}</p>
      <ol className="list-decimal space-y-5 pl-6">
        {described.conditions.map((condition, index) => (
          <li key={condition.code}>
            <Statement statement={condition} />
            <Parameters parameters={Object.values(ruleSet.rules[index]?.parameters ?? {})} day={day} />
          </li>
        ))}
      </ol>
      <h3 className="text-lg">{t('rules-page.grant')}</h3>
      <p>{t(described.grant.messageKey)}</p>
      <ul className="list-disc space-y-3 pl-6">
        {describeComposition(described.grant, kit).map((line) => (
          <GrantLine key={line.item} line={line} />
        ))}
      </ul>
      <h3 className="text-lg">{t('rules-page.channels')}</h3>
      <ul className="list-disc space-y-3 pl-6">
        {described.channels.map((channel) => (
          <li key={channel.code}>
            <Statement statement={channel} />
          </li>
        ))}
      </ul>
      <h3 className="text-lg">{t('rules-page.claims')}</h3>
      <p>
        {claimsLastOn === null
          ? t('rules.claims.no-last-day')
          : t('rules.claims.last-day', { lastDay: dayInWords(claimsLastOn, locale) })}
      </p>
      {described.claimLastDay && <Sources statement={described.claimLastDay} />}
    </section>
  );
}

function Statement({ statement }: { statement: DescribedStatement }) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <>
      <p>{statementInWords(statement, t, locale)}</p>
      <Sources statement={statement} />
    </>
  );
}

/** Folded, but for the word that a reading is our own. */
function Sources({
  statement: { sources, params },
}: {
  statement: { readonly sources: readonly Source[]; readonly params: MessageParams };
}) {
  const t = useTranslations();
  const locale = useLocale();
  if (sources.length === 0) return null;
  const sections = [...new Set(sources.map((source) => sourceInWords(source, params, t, locale).section))];
  return (
    <div>
      {sources.some(({ reading }) => reading) && (
        <p className="mt-1">
          <Status tone="attention">{t('rules.sources.reading')}</Status>
        </p>
      )}
      <Details summary={t('rules-page.source', { section: sections.join(', ') })}>
        {sources.map((source) => (
          <SourceQuote key={JSON.stringify(source)} source={source} params={params} />
        ))}
      </Details>
    </div>
  );
}

function GrantLine({ line }: { line: ComposedLine }) {
  const t = useTranslations();
  const { item, quantity, byRules } = line;
  return (
    <li>
      {quantity ? t(`items.${item}.count`, { count: quantity }) : t(`items.${item}.name`)}
      {byRules !== null && (
        <p className="text-soft">
          {t(`rules-page.composed.${byRules === 0 ? 'added' : quantity === 0 ? 'left-out' : 'changed'}`, {
            count: t(`items.${item}.count`, { count: byRules }),
          })}
        </p>
      )}
      <Sources statement={line} />
    </li>
  );
}

function Parameters({ parameters, day }: { parameters: readonly Parameter<unknown>[]; day: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const format = useFormatter();
  if (parameters.length === 0) return null;
  return (
    <Details summary={t('rules-page.parameters')}>
      <DefinitionList
        items={parameters.map((parameter) => {
          const { value, validFrom } = valueOn(parameter, day);
          return {
            key: parameter.code,
            term: t(`rules.parameters.${parameter.code}`),
            value: (
              <>
                <ParameterValue code={parameter.code} value={value} t={t} locale={locale} number={format.number} />
                <span className="block text-sm text-soft">
                  {t('rules-page.since', { day: dayInWords(validFrom, locale) })}
                </span>
              </>
            ),
          };
        })}
      />
    </Details>
  );
}
