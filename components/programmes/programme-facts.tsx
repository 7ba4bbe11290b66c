import { useTranslations } from 'next-intl';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ProgrammeView } from '#lib/programmes/queries.ts';
import { ClaimDays, DeliveryDays } from './programme-days.tsx';
import { ProgrammeStatusMark } from './programme-status.tsx';

interface ProgrammeFactsProps {
  programme: ProgrammeView;
  /** Whether a claim that comes in now is received. */
  takesClaims: boolean;
}

export function ProgrammeFacts({ programme, takesClaims }: ProgrammeFactsProps) {
  const t = useTranslations('programmes');
  const channels = useTranslations('channels');
  const { status, ruleSet } = programme;
  return (
    <DefinitionList
      items={[
        { term: t('status'), value: <ProgrammeStatusMark status={status} /> },
        {
          term: t('claims'),
          value: (
            <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span>
                <ClaimDays {...programme} />
              </span>
              <Status tone={takesClaims ? 'good' : 'neutral'}>
                {t(takesClaims ? 'receivedNow' : 'notReceivedNow')}
              </Status>
            </span>
          ),
        },
        { term: t('delivery'), value: <DeliveryDays {...programme} /> },
        {
          term: t('channels'),
          value: programme.channels.map((channel) => channels(`${channel}.name`)).join(', '),
        },
        {
          term: t('ruleSet'),
          value: (
            <TextLink href="/rules">{t('ruleSetVersion', { code: ruleSet.code, version: ruleSet.version })}</TextLink>
          ),
        },
        { term: t('timeZone'), value: programme.timeZone },
      ]}
    />
  );
}
