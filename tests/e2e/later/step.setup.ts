import { test } from '@playwright/test';
import { stepTo } from '../../support/journey.ts';

// The clock is one for all: what needs the days of pickup runs after everything that needs the days of claims.
test('pickup has begun', async ({ page }) => {
  await page.goto('/en');
  await stepTo(page, 'pickup');
});
