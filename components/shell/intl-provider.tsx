'use client';

/** The provider as the browser has it, told everything: the server's asks for what it is not told on each request. */
export { NextIntlClientProvider as IntlProvider } from 'next-intl';
