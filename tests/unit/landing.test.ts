import { describe, expect, it } from 'vitest';
import { areaIn } from '#lib/auth/area.ts';
import { landingFor, safeLanding } from '#lib/auth/landing.ts';

describe('where signing in leads', () => {
  it.each([
    ['/provider', '/provider'],
    ['/fr/province/stock?item=gloves', '/province/stock?item=gloves'],
    ['/nl', '/'],
    ['/', '/'],
  ])('a page of the portal is kept, without its language: %s', (wish, page) => {
    expect(safeLanding(wish)).toBe(page);
  });

  it.each([
    'https://elsewhere.invalid/',
    '//elsewhere.invalid/',
    '/\\elsewhere.invalid',
    '/fr//elsewhere.invalid',
    '/\t/elsewhere.invalid',
    '/..//elsewhere.invalid',
    'javascript:alert(1)',
    '/api/auth/callback/email?token=x',
    '/fr/api/health',
    '/sign-in',
    '/de/sign-in/sent',
    `/${'x'.repeat(600)}`,
    '',
    undefined,
    ['/provider'],
  ])('anything else is dropped: %s', (wish) => {
    expect(safeLanding(wish)).toBeUndefined();
  });

  it('otherwise to the area of the role', () => {
    expect(landingFor({ isAdministrator: true, provinces: ['BE-WLG'] })).toBe('/taskforce');
    expect(landingFor({ isAdministrator: false, provinces: ['BE-WLG'] })).toBe('/province');
    expect(landingFor({ isAdministrator: false, provinces: [] })).toBe('/provider');
  });
});

describe('the area that a browser’s cookies name', () => {
  it.each([
    ['portal-area=province', 'province'],
    ['other=1; portal-area=taskforce; another=portal-area=provider', 'taskforce'],
    ['portal-area=elsewhere', undefined],
    ['not-portal-area=provider', undefined],
    ['', undefined],
  ])('%s', (cookies, area) => {
    expect(areaIn(cookies)).toBe(area);
  });
});
