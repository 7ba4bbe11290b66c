/**
 * One message file a namespace and language, `messages/<language>/<namespace>.json`: a domain's words
 * change together, and a reviewer of one language reads one small file.
 */
export const namespaces = [
  'accessibility',
  'audit',
  'auth',
  'channels',
  'check',
  'check-form',
  'claim',
  'claim-review',
  'common',
  'contact',
  'day',
  'demonstration',
  'errors',
  'failure',
  'home',
  'items',
  'lists',
  'mail',
  'privacy',
  'professions',
  'programmes',
  'provinces',
  'rules',
  'situation',
  'stock',
  'ui',
] as const;
