import { expect, test } from '@playwright/test';
import { expectAccessible, signInAs } from '../support/journey.ts';
import { wordsIn } from '../support/words.ts';

// Saturdays, which the sample leaves free.
const journeys = [
  { locale: 'nl', person: 'staff-antwerp', saturday: '2020-07-11', otherPostcode: '4000', postcode: '2000' },
  { locale: 'fr', person: 'staff-liege', saturday: '2020-07-18', otherPostcode: '2000', postcode: '4000' },
] as const;

for (const { locale, person, saturday, otherPostcode, postcode } of journeys) {
  test(`[SLOT-04] ${locale}: slots are previewed, published, closed and opened again`, async ({ page }) => {
    const say = await wordsIn(locale);
    await signInAs(page, person, locale);
    await page.goto(`/${locale}/province/slots/new`);
    await page.getByLabel(say('province.pattern.pickupPointId')).selectOption({ index: 1 });
    await page.getByLabel(say('province.pattern.fromOn')).fill(saturday);
    await page.getByLabel(say('province.pattern.lastOn')).fill(saturday);
    for (const box of await page.locator('input[name="weekdays"]').all()) await box.uncheck();
    await page.getByRole('button', { name: say('province.pattern.preview') }).click();
    await expect(page.getByRole('alert').filter({ hasText: say('province.pattern.weekdays') })).toBeVisible();
    await page.locator('input[name="weekdays"][value="6"]').check();
    await page.getByLabel(say('province.pattern.capacity')).fill('3');
    await page.getByRole('button', { name: say('province.pattern.preview') }).click();
    await expect(page.getByRole('heading', { name: say('province.pattern.previewTitle') })).toBeVisible();
    await expectAccessible(page, locale);
    // Seven hours of twenty minutes, three places each.
    await expect(page.getByRole('status').filter({ hasText: '21' })).toContainText('63');

    // What is changed after the preview is previewed again.
    await page.getByLabel(say('province.pattern.capacity')).fill('4');
    await page.locator('button[name="intent"][value="publish"]').click();
    await expect(page.getByRole('alert').filter({ hasText: say('province.refused.preview-outdated') })).toBeVisible();
    await page.locator('button[name="intent"][value="publish"]').click();
    await expect(page).toHaveURL(/done=published/);
    await expectAccessible(page, locale);

    await page.getByLabel(say('province.slots.from')).fill(saturday);
    await page.getByRole('button', { name: say('province.slots.show') }).click();
    await expect(page).toHaveURL(new RegExp(`day=${saturday}`));
    await page
      .getByRole('button', { name: words(say('province.slots.closeLabel')) })
      .first()
      .click();
    await expect(page.getByText(say('province.done.slot-closed'))).toBeVisible();
    await page
      .getByRole('button', { name: words(say('province.slots.reopenLabel')) })
      .first()
      .click();
    await expect(page.getByText(say('province.done.slot-reopened'))).toBeVisible();
  });

  test(`[POINT-01] ${locale}: a point is opened in one’s own province, closed and opened again`, async ({ page }) => {
    const say = await wordsIn(locale);
    await signInAs(page, person, locale);
    await page.goto(`/${locale}/province/points`);
    await expectAccessible(page, locale);
    await page.getByLabel(say('province.points.fields.name')).fill('Example hall');
    await page.getByLabel(say('province.points.fields.street')).fill('Example Street 1');
    await page.getByLabel(say('province.points.fields.postcode')).fill(otherPostcode);
    await page.getByLabel(say('province.points.fields.municipality')).fill('Exampletown');
    await page.getByRole('button', { name: say('province.points.openButton') }).click();
    await expect(page.getByRole('alert').filter({ hasText: say('province.refused.other-province') })).toBeVisible();
    await page.getByLabel(say('province.points.fields.postcode')).fill(postcode);
    await page.getByRole('button', { name: say('province.points.openButton') }).click();
    await expect(page.getByText(say('province.done.point-opened'))).toBeVisible();

    await page.getByRole('link', { name: 'Example hall' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Example hall');
    await expectAccessible(page, locale);
    await page.getByText(say('province.points.close'), { exact: true }).click();
    await page.getByRole('button', { name: say('province.points.closeConfirm') }).click();
    await expect(page.getByText(say('province.done.point-closed'))).toBeVisible();
    await page.getByRole('link', { name: 'Example hall' }).click();
    await page.getByRole('button', { name: say('province.points.reopen') }).click();
    await expect(page.getByText(say('province.done.point-reopened'))).toBeVisible();
  });

  test(`[SCHEDULE-01] ${locale}: a delivery is published for everyone to read, and withdrawn`, async ({ page }) => {
    const say = await wordsIn(locale);
    await signInAs(page, person, locale);
    await page.goto(`/${locale}/province/schedule`);
    await expectAccessible(page, locale);
    const rows = page.getByRole('row').filter({ hasText: say('province.schedule.withdraw') });
    const before = await rows.count();
    await page.getByLabel(say('province.schedule.fromOn')).fill('2020-07-27');
    await page.getByLabel(say('province.schedule.lastOn')).fill('2020-07-25');
    await page.getByRole('button', { name: say('province.schedule.publish'), exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: say('province.errors.lastBeforeFirst') })).toBeVisible();
    await page.getByLabel(say('province.schedule.lastOn')).fill('2020-07-28');
    await page.getByRole('button', { name: say('province.schedule.publish'), exact: true }).click();
    await expect(page.getByText(say('province.done.schedule-published'))).toBeVisible();
    await expect(rows).toHaveCount(before + 1);
    // The latest first day stands last.
    await rows.last().getByText(say('province.schedule.withdraw'), { exact: true }).click();
    await rows
      .last()
      .getByRole('button', { name: say('province.schedule.withdrawConfirm') })
      .click();
    await expect(page.getByText(say('province.done.schedule-withdrawn'))).toBeVisible();
    await expect(rows).toHaveCount(before);
  });

  test(`[INVITE-02] ${locale}: who can be invited, and who has no address, is shown and searched`, async ({ page }) => {
    const say = await wordsIn(locale);
    await signInAs(page, person, locale);
    await page.goto(`/${locale}/province/slots/invitations`);
    await expectAccessible(page, locale);
    await expect(page.getByRole('progressbar')).toBeVisible();
    const rows = page.getByRole('rowheader');
    const name = await rows.first().innerText();
    await page.getByLabel(say('province.invite.search')).fill(name);
    await page.getByRole('search').getByRole('button').click();
    await expect(page).toHaveURL(/q=/);
    await expect(rows).toHaveText([name]);
  });
}

/** A message with arguments, as a pattern for any of them. */
function words(message: string): RegExp {
  return new RegExp(message.replace(/\{\w+\}/g, '.+'));
}
