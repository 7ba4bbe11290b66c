import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from '#lib/cli/browser.ts';
import { findFreePort } from '#lib/cli/ports.ts';

// Read once by the runner and again by each worker, which inherits the runner's environment: chosen once.
process.env.CHROMIUM_PATH ??= (await findBrowser()) ?? '';
process.env.PORTAL_E2E_URL ??= `http://localhost:${await findFreePort()}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'results/browser',
  globalSetup: './support/browser-setup.ts',
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON
    ? [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON }]]
    : [['list']],
  projects: [
    { name: 'beginning', testIgnore: /later\// },
    { name: 'step', testMatch: /later\/.*\.setup\.ts/, dependencies: ['beginning'] },
    { name: 'later', testMatch: /later\/.*\.spec\.ts/, dependencies: ['step'] },
  ],
  use: {
    baseURL: process.env.PORTAL_E2E_URL,
    browserName: 'chromium',
    headless: true,
    locale: 'fr-BE',
    timezoneId: 'Europe/Brussels',
    // Recording each journey takes a good part of two cores: PLAYWRIGHT_TRACE=1 where one is to be looked into.
    trace: process.env.PLAYWRIGHT_TRACE === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: browserFlags },
  },
});
