import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';
import type { DemonstrationPerson } from '#lib/demo/people.ts';
import type { StoryStep } from '#lib/demo/story.ts';
import type { Locale } from '#lib/i18n/locales.ts';

/** Signs in as one of the demonstration's people, by the page that offers them. */
export async function signInAs(page: Page, key: DemonstrationPerson['key'], locale: Locale): Promise<void> {
  await page.goto(`/${locale}/demonstration`);
  await page.locator(`button[name="person"][value="${key}"]`).click();
  await page.waitForURL((url) => /\/(provider|province|taskforce)/.test(url.pathname));
}

/** Goes there as the portal's own links do: the document stays, what it shows and its address change. */
export async function goWithin(page: Page, href: string): Promise<void> {
  await page.evaluate((to) => Reflect.get(window, 'next').router.push(to), href);
  await page.waitForURL((url) => `${url.pathname}${url.search}` === href);
}

/** Steps the demonstration's clock by the bar of the page one is on. */
export async function stepTo(page: Page, step: StoryStep['key']): Promise<void> {
  await page.locator(`button[name="step"][value="${step}"]`).click();
  await expect(page.locator(`button[name="step"][value="${step}"]`)).toHaveAttribute('aria-current', 'true');
}

/**
 * Nothing that axe finds by WCAG 2.2 A and AA, and nothing that runs out of the page. The markup is the same in every
 * language: of what is gone through in French and in the same way in another, axe looks at the French.
 */
export async function expectAccessible(page: Page, locale: Locale = 'fr'): Promise<void> {
  if (locale === 'fr') expect(await axeFindings(page), page.url()).toEqual([]);
  await expectWithinWidth(page);
}

export const views = [
  { name: 'narrow', width: 360, height: 780 },
  { name: 'wide', width: 1280, height: 900 },
] as const;

/**
 * The same of the page in that view. The markup is the same in every language: of what is gone through in `locale` and in
 * another besides, axe looks at one view in each, and both have the room for their words.
 */
export async function expectAccessibleIn(page: Page, view: (typeof views)[number], locale?: Locale): Promise<void> {
  const { name, width, height } = view;
  await page.setViewportSize({ width, height });
  if (locale === undefined || (locale === 'fr') === (name === 'wide')) await expectAccessible(page);
  else await expectWithinWidth(page);
}

/** The same of the narrow and the wide page. */
export async function expectAccessibleAtAnyWidth(page: Page, locale?: Locale): Promise<void> {
  for (const view of views) await expectAccessibleIn(page, view, locale);
}

const axeOptions: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

// Half the size of what `axe.source` gives, to be read by each page anew.
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Without the markup of each element it looks at: where one is, is said by its selector.
const axeScript = `${axeSource};axe.configure({ noHtml: true });`;

/** What a page runs before anything of its own, where most of the pages one goes to are looked at: sooner than each alone. */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript(axeScript);
}

/** Each rule that is broken, with where. Pages have no frames, so axe is put into each once. */
async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(hasAxeOnceItHasATitle))) await page.evaluate(axeScript);
  const { violations } = await page.evaluate<axe.AxeResults, axe.RunOptions>(
    // By the name that axe has in the page.
    (options) => Reflect.get(window, 'axe').run(document, options),
    axeOptions,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** On a way within the portal Next puts the new page's title in a moment after the page. */
async function hasAxeOnceItHasATitle(): Promise<boolean> {
  for (let turn = 0; document.title === '' && turn < 200; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return 'axe' in window;
}

/** Nothing runs out of the page to the right. */
export async function expectWithinWidth(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${page.url()} runs out of its width`).toBeLessThanOrEqual(0);
}
