import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { DemonstrationPerson } from '#lib/demo/people.ts';
import type { StoryStep } from '#lib/demo/story.ts';
import type { Locale } from '#lib/i18n/locales.ts';

/** Signs in as one of the demonstration's people, by the page that offers them. */
export async function signInAs(page: Page, key: DemonstrationPerson['key'], locale: Locale): Promise<void> {
  await page.goto(`/${locale}/demonstration`);
  await page.locator(`button[name="person"][value="${key}"]`).click();
  await page.waitForURL((url) => /\/(provider|province|taskforce)/.test(url.pathname));
}

/** Steps the demonstration's clock by the bar of the page one is on. */
export async function stepTo(page: Page, step: StoryStep['key']): Promise<void> {
  await page.locator(`button[name="step"][value="${step}"]`).click();
  await expect(page.locator(`button[name="step"][value="${step}"]`)).toHaveAttribute('aria-current', 'true');
}

/** Nothing that axe finds by WCAG 2.2 A and AA, and nothing that runs out of the page. */
export async function expectAccessible(page: Page): Promise<void> {
  // After a way within the page its title comes a moment after its address.
  await expect(page).toHaveTitle(/./);
  const { violations } = await new AxeBuilder({ page })
    // Pages have no frames, so their results need no page of their own to be put together in; and only what is wrong is told.
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    page.url(),
  ).toEqual([]);
  await expectWithinWidth(page);
}

/** Nothing runs out of the page to the right. */
export async function expectWithinWidth(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${page.url()} runs out of its width`).toBeLessThanOrEqual(0);
}
