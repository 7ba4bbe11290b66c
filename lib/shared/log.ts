import pino from 'pino';

/** One JSON line an event, to standard output. Personal data has no place in it: names of fields that could hold some are cut. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  redact: {
    paths: ['email', 'toEmail', 'number', 'postcode', 'name', '*.email', '*.number', '*.postcode', '*.secrets'],
    censor: '[removed]',
  },
});
