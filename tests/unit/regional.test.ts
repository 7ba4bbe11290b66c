import { expect, it, onTestFinished, vi } from 'vitest';
import { calendarFormat } from '#lib/i18n/regional.ts';
import { renderMessage } from '#lib/notifications/render-message.ts';

const startsAt = new Date('2020-07-06T07:20:00Z');

it('writes days and hours as Belgium does, in English as well', () => {
  const at = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;
  const written = ['fr', 'nl', 'de', 'en'].map((locale) => calendarFormat(locale)(startsAt, at));
  expect(written).toEqual([
    expect.stringMatching(/^lundi 6 juillet.* 09:20$/),
    expect.stringMatching(/^maandag 6 juli.* 09:20$/),
    expect.stringMatching(/^Montag, 6\. Juli.* 09:20$/),
    expect.stringMatching(/^Monday 6 July.* 09:20$/),
  ]);
  expect(calendarFormat('en')(startsAt, { dateStyle: 'short', timeZone: 'UTC' })).toBe('06/07/2020');
});

it('writes the first of a month as French does', () => {
  const first = new Date('2020-06-01T10:00:00Z');
  const day = { day: 'numeric', month: 'long' } as const;
  expect(['fr', 'nl', 'en'].map((locale) => calendarFormat(locale)(first, day))).toEqual([
    '1er juin',
    '1 juni',
    '1 June',
  ]);
  expect(calendarFormat('fr')(first, { ...day, weekday: 'long', year: 'numeric' })).toBe('lundi 1er juin 2020');
  expect(calendarFormat('fr')(new Date('2020-07-21T10:00:00Z'), day)).toBe('21 juillet');
});

it('writes them so in mails', async () => {
  vi.stubEnv('NEXTAUTH_URL', 'http://localhost:3999');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { text } = await renderMessage({
    template: 'booking-confirmed',
    language: 'en',
    values: {
      startsAt: startsAt.toISOString(),
      endsAt: '2020-07-06T07:40:00Z',
      point: 'Synthetic point',
      street: 'Sample street 1',
      postcode: '4000',
      municipality: 'Liège',
      code: 'AAAA-BBBB-CCCC',
      link: 'http://localhost:3999/en/provider',
    },
  });
  expect(text).toContain('Monday 6 July, from 09:20 to 09:40');
});
