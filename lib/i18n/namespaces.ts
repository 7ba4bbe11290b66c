/**
 * One message file a namespace and language, `messages/<language>/<namespace>.json`: a domain's words
 * change together, and a reviewer of one language reads one small file.
 */
export const namespaces = [
  'accessibility',
  'auth',
  'channels',
  'check',
  'check-form',
  'common',
  'contact',
  'day',
  'demonstration',
  'errors',
  'failure',
  'home',
  'items',
  'mail',
  'privacy',
  'professions',
  'provinces',
  'rules',
  'stock',
  'ui',
] as const;
