import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');

// Code for the server alone imports this marker, which throws outside of Next; the tests are the server.
const alias = { 'server-only': path.join(import.meta.dirname, 'support', 'server-only.ts') };

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    // What the code logs of failures that a test provokes would bury the failures of tests.
    env: { LOG_LEVEL: 'fatal' },
    reporters: process.env.VITEST_JSON ? ['dot', ['json', { outputFile: process.env.VITEST_JSON }]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/architecture.test.ts'],
          environment: 'node',
          // Pure functions share their modules: loading them anew for each file takes longer than most files.
          pool: 'threads',
          isolate: false,
          // Properties over hundreds of samples share two cores with the type checker.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.{ts,tsx}'],
          environment: 'node',
          globalSetup: ['tests/support/global-setup.ts'],
          // Each file has a database of its own and keeps several connections busy in its races; a thread of its own, with
          // its own modules and environment, begins sooner than a process.
          pool: 'threads',
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
