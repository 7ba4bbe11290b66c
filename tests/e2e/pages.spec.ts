import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { DemonstrationPerson } from '#lib/demo/people.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { namespaces } from '#lib/i18n/namespaces.ts';
import { bringAxe, expectAccessibleIn, expectWithinWidth, goWithin, signInAs, views } from '../support/journey.ts';

/**
 * Every page that an address alone reaches, by who may see it, and with a star the first of those that the page before
 * leads to; journeys look at the others on their way.
 */
const pages: Record<'everyone' | DemonstrationPerson['key'], readonly string[]> = {
  everyone: [
    '',
    '/check',
    '/claim',
    '/claim/link',
    '/schedule',
    '/schedule/BE-WLG',
    '/rules',
    '/figures',
    '/figures?profession=dentist',
    '/accessibility',
    '/privacy',
    '/contact',
    '/sign-in',
    '/sign-in/sent',
    '/sign-in/error',
    '/demonstration',
  ],
  'general-practitioner': ['/provider', '/provider/details'],
  dentist: ['/provider'],
  midwife: ['/provider'],
  'home-nurse': ['/provider'],
  'staff-liege': [
    '/province',
    '/province/schedule',
    '/province/points',
    '/province/slots',
    '/province/slots/new',
    '/province/slots/invitations',
    '/province/day',
    '/province/stock',
    '/province/stock/*',
  ],
  'staff-antwerp': [],
  administrator: [
    '/taskforce',
    '/taskforce/claims',
    '/taskforce/claims/new',
    '/taskforce/stock',
    '/taskforce/stock/*',
    '/taskforce/stock?province=BE-WLG',
    '/taskforce/registers',
    '/taskforce/registers/new',
    '/taskforce/registers/contradictions',
    '/taskforce/decisions',
    '/taskforce/decisions/what-if',
    '/taskforce/decisions/what-if?add=physiotherapist&threshold=40',
    '/taskforce/lists',
    '/taskforce/lists/compare?programme=strategic-reserve-2020&profession=midwife',
    '/taskforce/lists/removals',
    '/taskforce/programmes',
    '/taskforce/audit',
  ],
  'second-administrator': [],
};

// Each takes its time, and none needs another.
test.describe.configure({ mode: 'parallel' });

// A message that is missing is shown as its key; an address such as home.nurse@… is none.
const unworded = new RegExp(`\\b(?:${namespaces.join('|')})\\.[a-zA-Z][\\w.-]*\\b(?![\\w.-]*@)`, 'g');

/** In one question: Playwright's own ways of asking are put into each page anew, which these pages need for nothing else. */
function whatIsThere() {
  return {
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    text: document.body.innerText,
  };
}

/**
 * French pages are each loaded whole. The others are gone to as links do, which keeps the document and with it an axe that
 * has run before; German, whose words are the longest, is seen for their room alone.
 */
const languages: readonly Locale[] = ['fr', 'nl', 'de'];

async function goTo(page: Page, address: string, locale: Locale, first: boolean): Promise<void> {
  const [start, rest] = `/${locale}${address}`.split('*');
  const href =
    rest === undefined
      ? start
      : await page.locator(`main a[href^="${start}"]:not([download])`).first().getAttribute('href');
  if (!href) throw new Error(`Nothing leads to ${address}`);
  if (locale !== 'fr' && !first) return goWithin(page, href);
  const response = await page.goto(href);
  expect(response?.status(), address).toBe(200);
}

/** In turn, so that every second page need not change its width first. */
function viewsOf(locale: Locale, index: number): readonly (typeof views)[number][] {
  const [narrow, wide] = views;
  if (locale === 'de') return [narrow];
  return index % 2 === 0 ? [narrow, wide] : [wide, narrow];
}

async function lookAt(page: Page, view: (typeof views)[number], locale: Locale): Promise<void> {
  if (locale !== 'de') return expectAccessibleIn(page, view, locale);
  await page.setViewportSize(view);
  await expectWithinWidth(page);
}

/** With SCREENSHOTS set, a picture of each page, to be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name.replace(/[/?=*]+/g, '_')}.png`), fullPage: true });
}

for (const locale of languages) {
  for (const who of Object.keys(pages) as (keyof typeof pages)[]) {
    if (pages[who].length === 0) continue;
    test(`[PAGES-01] ${locale}, ${who}: nothing that axe finds, nothing out of its width, no missing words`, async ({
      page,
    }) => {
      test.setTimeout(240_000);
      const wrong: string[] = [];
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') wrong.push(`${page.url()} ${message.text()}`);
      });
      if (who !== 'everyone') await signInAs(page, who, locale);
      if (locale !== 'de') await bringAxe(page);
      for (const [index, address] of pages[who].entries()) {
        await goTo(page, address, locale, index === 0);
        const { lang, headings, text } = await page.evaluate(whatIsThere);
        expect({ lang, headings }, address).toEqual({ lang: locale, headings: 1 });
        expect(text.match(unworded) ?? [], address).toEqual([]);
        for (const view of viewsOf(locale, index)) {
          await lookAt(page, view, locale);
          await picture(page, `${locale}-${who}-${address}-${view.name}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }
}
