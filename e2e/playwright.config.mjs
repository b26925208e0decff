import { defineConfig } from '@playwright/test';

import { launchOptions, shapes } from './browser.mjs';

export default defineConfig({
  testDir: 'tests',
  globalSetup: './global-setup.mjs',
  outputDir: 'test-results',
  // Files run side by side, tests of one file in order. A test that needs a second try is broken.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Minsk',
    launchOptions: launchOptions(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  // Answers do not depend on the width of a window: the table of who gets what is read once.
  projects: Object.entries(shapes).map(([name, use]) => ({
    name,
    use,
    testIgnore: name === 'desk' ? [] : ['**/authorisation.spec.mjs'],
  })),
});
