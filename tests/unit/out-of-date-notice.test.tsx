import { NextIntlClientProvider } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { OutOfDateNotice } from '#components/registers/out-of-date-notice.tsx';
import { locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

async function shown(props: ComponentProps<typeof OutOfDateNotice>, locale: (typeof locales)[number] = 'en') {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="Europe/Brussels">
      <OutOfDateNotice {...props} />
    </NextIntlClientProvider>,
  );
}

const link = { filesLoaded: 1, filesWithdrawn: 0, settlements: 3, takenBack: 0 };
const decision = { linkings: 0, corrections: 2, takenBack: 0, programmeCodes: [] };

it('what waits for a linking is told in each language, with the way to it [LINK-16]', async () => {
  const words = {
    fr: '1 nouveau fichier et 3 contradictions tranchées',
    nl: '1 nieuw bestand en 3 besliste tegenstrijdigheden',
    de: '1 neue Datei und 3 entschiedene Widersprüche',
    en: '1 new file and 3 settled contradictions',
  };
  for (const locale of locales) {
    const html = await shown({ link }, locale);
    expect(html).toContain(words[locale]);
    expect(html).toContain('href="/taskforce/registers"');
  }
  expect(await shown({ link, decision, on: 'registers' })).not.toContain('href');
});

it('what waits for a decision is told, first of all that the registers are to be linked [DECIDE-20]', async () => {
  const alone = await shown({ link: undefined, decision });
  expect(alone).toContain('2 corrected facts.');
  expect(alone).toContain('href="/taskforce/decisions"');
  const both = await shown({ link, decision, on: 'decisions' });
  expect(both).toContain('2 corrected facts.');
  expect(both).toContain('href="/taskforce/registers"');
  expect(await shown({ link: undefined })).toBe('');
});

it('corrections that were taken back wait for both, in each language [LINK-16] [DECIDE-20]', async () => {
  const words = {
    fr: '2 corrections retirées',
    nl: '2 teruggenomen verbeteringen',
    de: '2 zurückgenommene Berichtigungen',
    en: '2 corrections taken back',
  };
  for (const locale of locales) {
    const html = await shown({ link: { ...link, takenBack: 2 }, decision: { ...decision, takenBack: 2 } }, locale);
    expect(html.split(words[locale])).toHaveLength(3);
  }
});

it('of several programmes those are named that wait, in each language [DECIDE-20]', async () => {
  const words = {
    fr: ['Programme concerné : Réserve stratégique 2020.', 'Programmes concernés : '],
    nl: ['Betrokken programma: Strategische voorraad 2020.', 'Betrokken programma’s: '],
    de: ['Betroffenes Programm: Strategische Reserve 2020.', 'Betroffene Programme: '],
    en: ['Programme concerned: Strategic reserve 2020.', 'Programmes concerned: '],
  };
  const of = (...programmeCodes: string[]) => ({ link: undefined, decision: { ...decision, programmeCodes } });
  for (const locale of locales) {
    const [one, several] = words[locale];
    expect(await shown(of('strategic-reserve-2020'), locale)).toContain(one);
    expect(await shown(of('strategic-reserve-2020', 'emergency-masks-2020'), locale)).toContain(several);
    expect(await shown(of(), locale)).not.toContain(several?.slice(0, 8));
  }
});
