import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { EntryTable } from '#components/lists/entry-table.tsx';
import { Amendments } from '#components/lists/list-versions.tsx';
import { loadMessages } from '#lib/i18n/messages.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const messages = await loadMessages('en');

const shown = (table: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Brussels">
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
