import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { DifferenceTable } from '#components/lists/differences.tsx';
import { EntryTable } from '#components/lists/entry-table.tsx';
import { Amendments } from '#components/lists/list-versions.tsx';
import { locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const messages = Object.fromEntries(
  await Promise.all(locales.map(async (locale) => [locale, await loadMessages(locale)])),
);

const shown = (table: ReactNode, locale = 'en') =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="Europe/Brussels">
      {table}
    </NextIntlClientProvider>,
  ).replaceAll('&amp;', '&');

const person = {
  ...{ familyName: 'Aerts', givenName: 'Ada', postcode: '4000', municipality: 'Liège', provinceCode: 'BE-WLG' },
};

it('each person of a list has an origin, a claim with the way to it, and the heads keep what is chosen [LISTS-07]', () => {
  const html = shown(
    <EntryTable
      entries={[
        { ...person, providerId: 'one', claimReference: 'M-7F3K-92QD' },
        { ...person, providerId: 'two', claimReference: null },
      ]}
      sorting={{ sort: 'name', order: 'ascending' }}
      query={{ origin: 'claim', amendments: '2' }}
    />,
  );
  expect(html).toContain('accepted claim <a href="/taskforce/claims/M-7F3K-92QD">M-7F3K-92QD</a>');
  expect(html).toContain('>registers<');
  expect(html).toContain('?origin=claim&amendments=2&sort=name&order=descending');
  expect(html).toContain('?origin=claim&amendments=2&sort=postcode&order=ascending');
});

it('the pages of amendments keep how the entries are shown [LISTS-08]', () => {
  const page = { amendments: [], total: 120, page: 2, pageCount: 3 };
  const html = shown(<Amendments page={page} query={{ province: 'BE-WLG', page: '4' }} />);
  expect(html).toContain('?province=BE-WLG&page=4&amendments=3');
  expect(shown(<Amendments page={{ ...page, total: 0, page: 1, pageCount: 1 }} query={{}} />)).not.toContain('<nav');
});

it.each([
  ['fr', 'figurait dans la liste 2, qui a été retirée'],
  ['nl', 'stond op lijst 2, die is ingetrokken'],
  ['de', 'war in Liste 2 aufgeführt, die zurückgezogen wurde'],
  ['en', 'stood on list 2, which was withdrawn'],
])(
  'whoever a withdrawn list named left by its withdrawal, with the reason as it was written, in %s [PUBLISH-07]',
  (locale, words) => {
    const difference = {
      ...person,
      providerId: 'one',
      registeredNumber: null,
      kind: 'removed',
      before: { outcome: 'ELIGIBLE', reasons: [] },
      after: { outcome: 'WITHDRAWN', list: 2, reason: 'The diploma was forged' },
    } as const;
    const html = shown(
      <DifferenceTable
        differences={[difference]}
        searched={false}
        sorting={{ sort: 'name', order: 'ascending' }}
        query={{}}
      />,
      locale,
    );
    expect(html).toContain(words);
    expect(html).toContain('<li>The diploma was forged</li>');
  },
);
