import { expect, test } from '@playwright/test';
import type { FiguresResponse } from '#lib/eligibility/open-figures-data.ts';
import { wordsIn } from '../support/words.ts';

test.use({ javaScriptEnabled: false });

for (const locale of ['fr', 'nl'] as const) {
  test(`[FIGURES-06] ${locale}: the lists in figures, on the map, as a table, and to take along`, async ({ page }) => {
    const say = await wordsIn(locale);
    await page.goto(`/${locale}`);
    await page
      .getByRole('contentinfo')
      .getByRole('link', { name: say('shell.figures') })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: say('figures.title') })).toBeVisible();

    const table = page.getByRole('table', { name: say('figures.table') });
    await expect(table.getByRole('rowheader')).toHaveCount(12);
    const heads = await table.getByRole('columnheader').count();
    expect(await table.getByRole('cell').count()).toBe(12 * (heads - 1));

    const professions = page.getByRole('navigation', { name: say('figures.chooseProfession') });
    await professions.getByRole('link', { name: say('professions.dentist.group') }).click();
    await expect(page).toHaveURL(/profession=dentist/);
    await expect(professions.locator('[aria-current="true"]')).toContainText(
      new RegExp(say('professions.dentist.group'), 'i'),
    );
    const map = page.getByRole('img', { name: new RegExp(say('professions.dentist.group')) });
    await expect(map).toBeVisible();

    const address = (kind: string) =>
      page.getByRole('link', { name: say(`figures.data.${kind}`) }).getAttribute('href');
    const answer = await page.request.get((await address('json')) ?? '');
    const [figures, ...others] = ((await answer.json()) as FiguresResponse).programmes;
    expect(others).toEqual([]);
    const shown = [...(figures?.cells ?? []), ...(figures?.professions ?? [])].map((one) => one.listed);
    expect(shown.every((listed) => listed === null || listed >= 5)).toBe(true);
    expect(figures?.cells.length).toBe(11 * (figures?.professions.length ?? 0));
    expect(figures?.professions.length).toBe(heads - 1);

    const csv = await (await page.request.get((await address('csv')) ?? '')).text();
    const lines = csv.trim().split('\n').slice(1);
    expect(lines.length).toBe(12 * (heads - 1));
    expect(lines.filter((line) => line.endsWith(';yes')).length).toBe(
      await table.getByRole('cell', { name: say('figures.hidden'), exact: true }).count(),
    );
  });
}
