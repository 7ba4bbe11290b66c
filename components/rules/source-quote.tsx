import { useLocale, useTranslations } from 'next-intl';
import { Status } from '#components/ui/status.tsx';
import { quotes } from '#lib/rules/parameters.ts';
import type { Source } from '#lib/rules/sources.ts';
import { type CitedSource, type MessageParams, sourceInWords } from '#lib/rules/words.ts';

// What a parcel is made of is quoted too, without a name: there the quotation says what stands above it.
const namesOfQuotes = new Map<string, string>(Object.entries(quotes).map(([name, quote]) => [quote, name]));

/** What something rests on: the sentence of the letter, or the taskforce's decision with its reason. */
export function SourceQuote({ source, params }: { source: Source; params: MessageParams }) {
  const t = useTranslations();
  const locale = useLocale();
  const cited = sourceInWords(source, params, t, locale);
  return cited.kind === 'letter' ? <LetterQuote cited={cited} /> : <DecisionReason cited={cited} />;
}

/** The sentence as it stands, translated, cited, and how it is read if it is open. */
function LetterQuote({ cited }: { cited: Extract<CitedSource, { kind: 'letter' }> }) {
  const t = useTranslations();
  const locale = useLocale();
  const { document, section, quote, quoteLanguage, reading } = cited;
  const name = namesOfQuotes.get(quote);
  return (
    <figure className="space-y-2">
      <blockquote lang={quoteLanguage} className="border-line border-l-4 pl-3">
        <p>« {quote} »</p>
      </blockquote>
      {locale !== quoteLanguage && name !== undefined && (
        <p>
          <span className="text-soft">{t('rules-page.translation')}: </span>
          {t(`rules-page.quotes.${name}`)}
        </p>
      )}
      <figcaption className="text-sm text-soft">{t('rules.sources.citation', { document, section })}</figcaption>
      {reading !== null && (
        <p className="flex flex-wrap items-start gap-2 text-sm">
          <Status tone="attention">{t('rules.sources.reading')}</Status>
          <span className="measure">{reading}</span>
        </p>
      )}
    </figure>
  );
}

/** In no letter: the reason is the administrator's own, in the language it was written in. */
function DecisionReason({ cited }: { cited: Extract<CitedSource, { kind: 'decision' }> }) {
  const t = useTranslations('rules.sources');
  return (
    <figure className="space-y-2">
      <blockquote className="border-line border-l-4 pl-3">
        <p className="whitespace-pre-line">« {cited.reason} »</p>
      </blockquote>
      <figcaption className="flex flex-wrap items-start gap-2 text-sm text-soft">
        <Status tone="info">{cited.document}</Status>
        <span className="measure">{t('notInTheLetter')}</span>
      </figcaption>
    </figure>
  );
}
