import { useFormatter, useTranslations } from 'next-intl';
import { Notice } from '#components/ui/notice.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { WaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import type { WaitingForLink } from '#lib/registers/link/waiting-for-link.ts';

interface OutOfDateNoticeProps {
  /** What waits for the registers to be linked. */
  link: WaitingForLink | undefined;
  /** What waits for everyone to be decided on; left out where it is said elsewhere. */
  decision?: WaitingForDecision | undefined;
  /** Where the reader is already: no link leads there. */
  on?: 'registers' | 'decisions';
}

/** Says what changed since the registers were last linked or everyone decided on, and what makes it count. */
export function OutOfDateNotice({ link, decision, on }: OutOfDateNoticeProps) {
  const t = useTranslations('register-files.outOfDate');
  const name = useTranslations('rules.programmes');
  const { list } = useFormatter();
  if (!link && !decision) return null;
  const { programmeCodes: codes = [], ...counts } = decision ?? {};
  const next = link ? 'registers' : 'decisions';
  const named = (counts: Readonly<Record<string, number>>) =>
    list(Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [t(`what.${what}`, { count })])));
  return (
    <Notice tone="attention" title={t(`title.${next}`)}>
      {link && <p>{t('sinceLinked', { what: named(link) })}</p>}
      {decision && <p>{t('sinceDecided', { what: named(counts) })}</p>}
      {codes.length > 0 && (
        <p>{t('concerned', { count: codes.length, programmes: list(codes.map((code) => name(code))) })}</p>
      )}
      <p>{t(`next.${next}`)}</p>
      {next !== on && (
        <p>
          <TextLink href={`/taskforce/${next}`}>{t(`go.${next}`)}</TextLink>
        </p>
      )}
    </Notice>
  );
}
