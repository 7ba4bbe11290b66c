import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import { ClaimPage } from '#components/claims/claim-page.tsx';
import { CorrectedFacts } from '#components/claims/corrected-facts.tsx';
import { WithdrawForm } from '#components/lists/withdraw-form.tsx';
import type { ClaimView } from '#lib/claims/queries.ts';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { renderMessage } from '#lib/notifications/render-message.ts';
import { setPortalEnvironment } from '../support/people.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

beforeAll(() => setPortalEnvironment());

const act = () => Promise.reject(new Error('nothing is sent'));
const reason = 'The statement of activity was forged.';

async function shown(part: ReactNode, locale: Locale = 'en'): Promise<string> {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="Europe/Brussels">
      {part}
    </NextIntlClientProvider>,
  );
}

it('the form says beforehand what goes with an amendment, in each language, and of a full list what it did [PUBLISH-03]', async () => {
  for (const locale of locales) {
    const { withdraw } = (await loadMessages(locale)).lists;
    const amendment = await shown(<WithdrawForm action={act} list={{ id: 'one', kind: 'AMENDMENT' }} />, locale);
    expect(amendment).toContain(withdraw.takesBack);
    expect(amendment).toContain(withdraw.reasonTold);
    expect(amendment).not.toContain(withdraw.nothingInstead);
    const full = await shown(<WithdrawForm action={act} list={{ id: 'one', kind: 'FULL' }} />, locale);
    expect(full).toContain(withdraw.nothingInstead);
    expect(full).toContain(withdraw.reasonHint);
    expect(full).not.toContain(withdraw.takesBack);
  }
});

it('the claim says what was corrected, and when that was taken back [WHY-03]', async () => {
  const corrected = (takenBackAt: string | null) =>
    shown(<CorrectedFacts facts={['ambulatoryShares']} takenBackAt={takenBackAt} />);
  expect(await corrected(null)).not.toContain('Taken back');
  expect(await corrected('2020-06-16T07:00:00Z')).toMatch(/Taken back on <time[^>]*>Tuesday 16 June at 09:00<\/time>/);
});

it('the page of an accepted claim no longer says that the person is listed, once that was taken back [PUBLISH-03]', async () => {
  const claim = (withdrawn: { at: string; reason: string } | null): ClaimView => ({
    ...{ reference: 'M-7F3K-92QD', programmeCode: 'strategic-reserve-2020', professionCode: 'general-practitioner' },
    ...{ status: 'ACCEPTED', receivedAt: '2020-06-15T07:00:00Z', receivedBy: 'WEB', workplace: 'Example practice' },
    ...{ statement: null, fileNames: [], filePlacesLeft: 0, history: [], question: null, refusalReason: null },
    accepted: {
      ...{ listNumber: 7, publishedAt: '2020-06-16T07:00:00Z', reasons: [], corrected: ['registered'] },
      ...{ takenBackAt: withdrawn?.at ?? null, withdrawn },
    },
    appealed: false,
    may: { confirm: false, answer: false, appeal: false, withdraw: false },
  });
  const page = (one: ClaimView) =>
    shown(<ClaimPage claim={one} token="" reasons={[]} confirm={act} withdraw={act} answer={act} appeal={act} />);
  expect(await page(claim(null))).toContain('You are now on list 7');
  const html = await page(claim({ at: '2020-06-17T07:00:00Z', reason }));
  expect(html).not.toContain('You are now on list');
  expect(html).toContain('Acceptance taken back');
  expect(html).toContain(reason);
  expect(html).toContain('href="/contact"');
});

it('the mail says that the acceptance was taken back, why and what to do; of a whole list as before [PUBLISH-03]', async () => {
  const words = {
    fr: ['revenue sur cette décision', 'de nouveau votre absence', 'liste entière'],
    nl: ['op die beslissing teruggekomen', 'meld dan opnieuw', 'hele lijst'],
    de: ['diese Entscheidung zurückgenommen', 'erneut, dass Sie fehlen', 'ganze Liste'],
    en: ['gone back on that decision', 'report again that you are missing', 'whole list'],
  } as const;
  const values = {
    ...{ programme: 'Reserve', professions: 'midwives', list: 7, kept: 'withdrawn', claims: 'open', lastDay: '' },
    ...{ claim: 'https://portal.test/claim', contact: 'https://portal.test/contact' },
  };
  for (const language of locales) {
    const [back, again, whole] = words[language];
    const of = async (why: string, reasons: string) =>
      (await renderMessage({ template: 'list-removed', language, values: { ...values, why, reasons } })).text;
    const takenBack = await of('takenBack', reason);
    for (const said of [back, again, reason]) expect(takenBack).toContain(said);
    expect(takenBack).not.toContain(whole);
    const withdrawn = await of('withdrawn', '');
    expect(withdrawn).toContain(whole);
    for (const unsaid of [back, again]) expect(withdrawn).not.toContain(unsaid);
  }
});
