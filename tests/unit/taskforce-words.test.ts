import { describe, expect, it } from 'vitest';
import { auditActions } from '#lib/audit/actions.ts';
import { requestDecisionsRefusals } from '#lib/eligibility/request-decisions.ts';
import { locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { changeProgrammeRefusals } from '#lib/programmes/change-programme.ts';
import { composeKitRefusals } from '#lib/programmes/compose-kit.ts';
import { deliveryWays } from '#lib/programmes/delivery-schedule.ts';
import { draftRefusals } from '#lib/programmes/draft-rule-set.ts';
import { consequenceCodes, programmeStatuses, termNames } from '#lib/programmes/terms.ts';
import { ruleCodes } from '#lib/rules/reasons.ts';

/** What stands at a key in a language: a text, a group of texts, or nothing. */
function at(messages: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (found, part) => (typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined),
      messages,
    );
}

const former = (name: string) => `former${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const expected = [
  ...auditActions.map((action) => `audit.actions.${action}`),
  ...termNames.flatMap((name) => [`audit.details.${name}`, `audit.details.${former(name)}`]),
  ...programmeStatuses.flatMap((status) => [`programmes.statuses.${status}`, `programmes.statusHints.${status}`]),
  ...consequenceCodes.map((code) => `programmes.consequences.${code}`),
  ...[...changeProgrammeRefusals, ...composeKitRefusals].map((code) => `programmes.refused.${code}`),
  ...[...requestDecisionsRefusals, ...draftRefusals].map((code) => `decisions.refused.${code}`),
  ...[...ruleCodes, 'rule-set-in-force'].map((rule) => `decisions.rule.${rule}`),
  ...deliveryWays.map((way) => `programmes.ways.${way}`),
];

describe('every code of the taskforce’s pages has its words', () => {
  it.each(locales)('in %s', async (locale) => {
    const messages = await loadMessages(locale);
    expect(expected.filter((key) => typeof at(messages, key) !== 'string')).toEqual([]);
  });

  it('and no action has words that no entry carries', async () => {
    const groups = at(await loadMessages('en'), 'audit.actions');
    const written = Object.entries(groups ?? {}).flatMap(([subject, verbs]: [string, object]) =>
      Object.keys(verbs).map((verb) => `${subject}.${verb}`),
    );
    expect(written.toSorted()).toEqual([...auditActions].toSorted());
  });
});
