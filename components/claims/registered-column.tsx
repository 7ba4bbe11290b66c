import { useFormatter, useTranslations } from 'next-intl';
import { useRegisterName } from '#components/eligibility/use-register-name.ts';
import { Day } from '#components/ui/day.tsx';
import type { Definition } from '#components/ui/definition-list.tsx';
import { FoldedForm, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ClaimFile, RegisteredPerson } from '#lib/claims/review-queries.ts';
import { lastDayOf } from '#lib/rules/days.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { FactList } from './fact-list.tsx';

interface RegisteredColumnProps {
  claim: ClaimFile;
  lookUp: FormAction;
}

/** What the registers know of the person, with what differs from the statement. */
export function RegisteredColumn({ claim, lookUp }: RegisteredColumnProps) {
  const t = useTranslations('claim-review.registers');
  const { registered } = claim;
  return (
    <div className="space-y-4">
      {registered ? (
        <>
          {registered.listed.length > 0 && claim.status !== 'ACCEPTED' && (
            <Notice
              tone="attention"
              title={t('listed', { numbers: registered.listed.map(({ number }) => number).join(', ') })}
              headingLevel={3}
            />
          )}
          <RegisteredFacts claim={claim} registered={registered} />
        </>
      ) : (
        <NobodyLinked unlinked={claim.unlinked} />
      )}
      <FoldedForm
        id="look-up"
        action={lookUp}
        fields={{ number: t('number') }}
        values={{ reference: claim.reference }}
        className="space-y-4"
        summary={t('lookUp')}
      >
        <FormTextField name="number" hint={t('numberHint')} autoComplete="off" spellCheck={false} />
        <SubmitButton look="secondary">{t('lookUpSend')}</SubmitButton>
      </FoldedForm>
    </div>
  );
}

/** That nobody is linked by the number, and what registers say of it all the same. */
function NobodyLinked({ unlinked }: Pick<ClaimFile, 'unlinked'>) {
  const t = useTranslations('claim-review.registers');
  const format = useFormatter();
  const nameOf = useRegisterName();
  const recorded = <p>{t('unknownHint')}</p>;
  if (!unlinked) {
    return (
      <Notice tone="attention" title={t('unknown')} headingLevel={3}>
        {recorded}
      </Notice>
    );
  }
  const { id, state, registers } = unlinked;
  return (
    <Notice tone="attention" title={t(`unlinked.${state}.title`)} headingLevel={3}>
      {registers.length > 0 && <p>{t('unlinked.knownBy', { registers: format.list(registers.map(nameOf)) })}</p>}
      <p>{t(`unlinked.${state}.text`)}</p>
      {state !== 'contested' && recorded}
      <p>
        <TextLink href={`/taskforce/registers/contradictions/${id}`}>{t('unlinked.link')}</TextLink>
      </p>
    </Notice>
  );
}

function RegisteredFacts({ claim, registered }: { claim: ClaimFile; registered: RegisteredPerson }) {
  return <FactList items={[...useIdentity(claim, registered), ...usePractices(registered)]} />;
}

function useIdentity(claim: ClaimFile, registered: RegisteredPerson): Definition[] {
  const t = useTranslations('claim-review.registers');
  const provinces = useTranslations('provinces');
  const format = useFormatter();
  const nameOf = useRegisterName();
  const name = (person: { givenName: string; familyName: string }) => `${person.givenName} ${person.familyName}`;
  return [
    {
      term: t('name'),
      value: (
        <>
          {name(registered)} <Compared same={alike(name(registered), name(claim))} />
        </>
      ),
    },
    {
      term: t('domicile'),
      value: (
        <>
          {registered.street && (
            <>
              {registered.street}
              <br />
            </>
          )}
          {registered.postcode} {registered.municipality}
          <br />
          <span className="text-soft">{provinces(registered.provinceCode)}</span>
          <br />
          <Compared same={sameDomicile(claim)} />
        </>
      ),
    },
    {
      term: t('email'),
      value: (
        <>
          {registered.email ?? t('noEmail')} <Compared same={registered.email === claim.email} />
        </>
      ),
    },
    {
      term: t('knownBy'),
      value: registered.registers.length > 0 ? format.list(registered.registers.map(nameOf)) : t('knownByNone'),
    },
    {
      term: t('groupings'),
      value: registered.groupings.length > 0 ? registered.groupings.join(', ') : t('noGrouping'),
    },
  ];
}

function usePractices(registered: RegisteredPerson): Definition[] {
  const t = useTranslations('claim-review.registers');
  const professions = useTranslations('professions');
  const format = useFormatter();
  const nameOf = useRegisterName();
  if (registered.practices.length === 0) return [{ term: t('practices'), value: t('noPractice') }];
  return registered.practices.map((practice) => ({
    key: practice.professionCode,
    term: professions(`${practice.professionCode}.name`),
    value: (
      <>
        {t(`right.${practice.registered === null ? 'unknown' : practice.registered ? 'held' : 'not-held'}`)}
        {practice.activities.length === 0 && <span className="block">{t('noActivity')}</span>}
        {practice.activities.map(({ from, until, share, source }) => (
          <span key={from} className="block">
            {t.rich('activity', {
              share: format.number(share, { style: 'percent', maximumFractionDigits: 1 }),
              source: nameOf(source),
              from: () => <Day value={from} look="short" />,
              last: () => <Day value={lastDayOf({ from, until })} look="short" />,
            })}
          </span>
        ))}
      </>
    ),
  }));
}

/** Whether the registers say the same as the person, as far as letters go. */
function Compared({ same }: { same: boolean }) {
  const t = useTranslations('claim-review.registers');
  return <Status tone={same ? 'good' : 'attention'}>{t(same ? 'same' : 'different')}</Status>;
}

/** Where the person lives, by postcode and municipality; a street is written in too many ways to compare. */
export function sameDomicile(claim: ClaimFile): boolean {
  const { registered } = claim;
  if (!registered) return false;
  return registered.postcode === claim.postcode && alike(registered.municipality, claim.municipality);
}

function alike(one: string, other: string): boolean {
  return one.localeCompare(other, 'fr', { sensitivity: 'base', ignorePunctuation: true }) === 0;
}
