import type { AuditView } from '#lib/audit/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';

/** A translator of all messages, of a render or outside of one. */
export interface Messages {
  (key: string, values?: Record<string, string>): string;
  has(key: string): boolean;
}

function known(t: Messages, ...keys: readonly string[]): string | undefined {
  const key = keys.find((one) => t.has(one));
  return key === undefined ? undefined : t(key);
}

const isCode = (text: string) => /^[a-zA-Z0-9_-]+$/.test(text);

export function actionInWords(t: Messages, { action }: Pick<AuditView, 'action'>): string {
  return known(t, `audit.actions.${action}`) ?? action;
}

/** Who acted: staff by what they are called, anybody else with a login by the end of its identifier. */
export function actorInWords(
  t: Messages,
  { actorKind, actorName, loginEnd }: Pick<AuditView, 'actorKind' | 'actorName' | 'loginEnd'>,
): string {
  if (actorName !== null) return actorName;
  if (loginEnd !== null) return `${t('audit.subjects.user')} ${loginEnd}`;
  return known(t, `audit.actors.${actorKind}`) ?? actorKind;
}

/** What an entry is about: what sort of thing, and which. */
export function subjectInWords(
  t: Messages,
  { subjectType, subjectId, subjectName, details }: AuditView,
): { readonly kind: string; readonly name: string } {
  const programme = subjectType === 'programme' ? known(t, `rules.programmes.${subjectId}`) : undefined;
  return {
    kind: known(t, `audit.subjects.${subjectType}`) ?? subjectType,
    // The end of an identifier tells entries of one thing from those of another.
    name: programme ?? subjectName ?? details.reference ?? known(t, `audit.values.${subjectId}`) ?? subjectId.slice(-8),
  };
}

/** The details that are said; a reference already names the subject. */
export function saidDetails({
  details,
}: Pick<AuditView, 'details'>): readonly (readonly [name: string, value: string])[] {
  return Object.entries(details).filter(([name]) => name !== 'reference');
}

/** A detail's value in words where it is one code or several, else as it was written; of an identifier the end. */
export function valueInWords(t: Messages, locale: Locale, value: string): string {
  if (value === 'null') return t('audit.none');
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return value.slice(-8);
  if (/^[a-z-]+\.[a-z-]+$/.test(value)) return known(t, `audit.actions.${value}`) ?? value;
  const said = value.split(/,? /).map((code) => codeInWords(t, locale, code));
  return said.includes(undefined) ? value : said.join('; ');
}

function codeInWords(t: Messages, locale: Locale, code: string): string | undefined {
  if (!isCode(code)) return undefined;
  return (
    known(
      t,
      `audit.values.${code}`,
      `rules.programmes.${code}`,
      `professions.${code}.name`,
      `provinces.${code}`,
      `items.${code}.name`,
      `programmes.statuses.${code}`,
      `lists.endedReasons.${code}`,
      `booking.problem.kinds.${code}`,
      `province.schedule.ways.${code}`,
      `contradictions.kinds.${code}.name`,
      `claim-review.refusals.${code}`,
      `claim-review.ruleNames.${code}`,
    ) ?? findRegister(code)?.names[locale]
  );
}

/** A detail: its name in words where it is a code, and its value. */
export function detailInWords(t: Messages, name: string, value: string): string {
  const said = isCode(name) ? (known(t, `audit.details.${name}`, `items.${name}.name`) ?? name) : name;
  return t('audit.detail', { name: said, value });
}
