import { useLocale, useTranslations } from 'next-intl';
import { RefreshWhile } from '#components/pickup/refresh-while.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { Instant } from '#components/ui/day.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { WaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import { type LinkResult, linkResultSchema } from '#lib/registers/link/link-result.ts';
import type { WaitingForLink } from '#lib/registers/link/waiting-for-link.ts';
import type { RunView } from '#lib/runs/queries.ts';
import { OutOfDateNotice } from './out-of-date-notice.tsx';

interface LinkingProps {
  /** The newest few: one may be under way, and the one before it is what the portal knows by. */
  runs: readonly RunView[];
  openContradictions: number;
  waiting: { readonly link: WaitingForLink | undefined; readonly decision: WaitingForDecision | undefined };
  link: (formData: FormData) => Promise<void>;
}

/** Linking the registers: what came of the last time, what it left to be settled, and the button to do it again. */
export function Linking({ runs, openContradictions, waiting, link }: LinkingProps) {
  const t = useTranslations('register-files.link');
  const locale = useLocale();
  const [newest] = runs;
  // Newest first.
  const last = runs.find(({ state }) => state === 'DONE');
  return (
    <section aria-labelledby="linking" className="space-y-4">
      <h2 id="linking" className="text-xl">
        {t('heading')}
      </h2>
      <p className="measure text-soft">{t('lead')}</p>
      {newest?.state === 'QUEUED' && <UnderWay run={newest} />}
      {newest?.state === 'FAILED' && (
        <Notice tone="wrong" title={t('failed')}>
          <p>
            {t('failedHint', {
              reference: String(newest.failure?.params?.eventId ?? newest.failure?.code ?? newest.id),
            })}
          </p>
        </Notice>
      )}
      {last ? <LastLinking run={last} /> : newest?.state !== 'QUEUED' && <p>{t('never')}</p>}
      <OutOfDateNotice {...waiting} on="registers" />
      <div className="flex flex-wrap items-center gap-3">
        <form action={link}>
          <input type="hidden" name="locale" value={locale} />
          <Button type="submit">{t('button')}</Button>
        </form>
        <LinkButton href="/taskforce/registers/contradictions" look="secondary" iconAfter="arrow-right">
          {t('contradictions', { count: openContradictions })}
        </LinkButton>
      </div>
    </section>
  );
}

function UnderWay({ run: { progress } }: { run: RunView }) {
  const t = useTranslations('register-files.link');
  const step = progress?.step ?? 'begin';
  return (
    <div className="max-w-prose space-y-2" role="status">
      <RefreshWhile />
      <p className="font-semibold">{t('running')}</p>
      <p>{t.has(`steps.${step}`) ? t(`steps.${step}`) : t('steps.begin')}</p>
      {progress?.total && <ProgressBar label={t('progress')} value={progress.done} max={progress.total} />}
    </div>
  );
}

function LastLinking({ run: { finishedAt, result } }: { run: RunView }) {
  const t = useTranslations('register-files.link');
  const parsed = linkResultSchema.safeParse(result);
  return (
    <div className="measure space-y-2">
      {finishedAt !== null && (
        <p className="font-semibold">{t.rich('lastAt', { at: () => <Instant value={finishedAt} look="short" /> })}</p>
      )}
      {parsed.success && <ResultInWords result={parsed.data} />}
    </div>
  );
}

function ResultInWords({ result }: { result: LinkResult }) {
  const t = useTranslations('register-files.link.result');
  const { sources, registrations, activities, employments, providersAdded, providersChanged } = result;
  return (
    <ul className="list-disc space-y-1 pl-6">
      <li>{t('read', { files: result.files ?? sources.length, registrations, activities, employments })}</li>
      <li>{t('people', { added: providersAdded, changed: providersChanged })}</li>
      <li>{t('activity', { shares: result.shares, memberships: result.memberships })}</li>
      {result.heldAside > 0 && <li>{t('heldAside', { rows: result.heldAside })}</li>}
      {result.domicilesKept > 0 && <li>{t('domicilesKept', { count: result.domicilesKept })}</li>}
      {result.groupingsUnknown > 0 && <li>{t('groupingsUnknown', { count: result.groupingsUnknown })}</li>}
    </ul>
  );
}
