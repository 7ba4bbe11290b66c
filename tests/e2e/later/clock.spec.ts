import { expect, test } from '@playwright/test';

test.describe('the bar of the demonstration', () => {
  test.use({ javaScriptEnabled: false });

  test('[CLOCK-03] stands on prerendered pages too, and comes back to the page it was pressed on', async ({ page }) => {
    await page.goto('/nl/privacy');
    await page.locator('button[name="step"][value="pickup"]').click();
    await expect(page).toHaveURL(/\/nl\/privacy$/);
    await expect(page.locator('button[name="step"][value="pickup"]')).toHaveAttribute('aria-current', 'true');
    await expect(page.locator('button[name="step"][value="beginning"]')).not.toHaveAttribute('aria-current');
  });
});
