import { fullDay, loadWords, type Words } from '#lib/i18n/kept-words.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { inList } from '#lib/i18n/regional.ts';
import { formatProviderNumber } from '#lib/identifiers/provider-number.ts';
import type { ClaimWindow } from '#lib/programmes/claim-window.ts';
import { type DescribedStatement, describeRuleSet } from '#lib/rules/describe.ts';
import { sourceInWords, statementInWords } from '#lib/rules/words.ts';
import type { CheckAnswer } from './check-eligibility.ts';
import { loadPublicSituation, type PublicSituation } from './public-situation.ts';
import type { CheckInput, ListedEntry } from './schema.ts';

/*
 * The answer of a check as the page shows it, in words. It goes into the state of the form, so that the part of the page
 * that changes needs no messages in the browser, and is plain data. It holds nothing that the JSON does not tell as well.
 */

export type ListedWords = {
  readonly kind: 'listed';
  readonly title: string;
  readonly entries: readonly ListedEntryWords[];
  readonly why: ConditionsWords;
  /** Null for whoever is on the lists of all open programmes that have any. */
  readonly reasons: ReasonsWords | null;
};

export type ListedEntryWords = {
  readonly programme: string;
  readonly list: string;
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  /** Where its last fact leads; `primary` where the person has something to do. */
  readonly next: LinkWords & { readonly primary: boolean };
};

/** `href` with the language. */
export type LinkWords = { readonly text: string; readonly href: string };

/** The conditions in short; the page of the rules, which `rules` leads to, quotes the sentences they rest on. */
export type ConditionsWords = {
  readonly title: string;
  readonly conditions: readonly { readonly text: string; readonly source: string }[];
  readonly rules: LinkWords;
};

export type NotFoundWords = {
  readonly kind: 'not-found';
  readonly title: string;
  readonly text: string;
  readonly possible: { readonly title: string; readonly lines: readonly string[] };
  /** A button that leads to the claim, with what was typed; null once no programme takes claims. */
  readonly claim: string | null;
  readonly contact: LinkWords | null;
  readonly general: readonly ConditionsWords[];
  readonly reasons: ReasonsWords;
};

/** A button that has the personal reasons sent. */
export type ReasonsWords = { readonly title: string; readonly text: string; readonly send: string };

export type CheckFailedWords = {
  readonly kind: 'check-failed';
  readonly title: string;
  readonly text: string;
  readonly insist: string;
  readonly claim: string | null;
  readonly contact: LinkWords | null;
  readonly reasons: ReasonsWords;
};

export type NoticeWords = {
  readonly kind: 'limited' | 'reasons-requested';
  readonly title: string;
  readonly text: string;
};

export type AnswerWords = ListedWords | NotFoundWords | CheckFailedWords | NoticeWords;

/** Says the answer to this input in the person's language, as things stand now in business time. */
export async function answerInWords(answer: CheckAnswer, { number }: CheckInput, locale: Locale): Promise<AnswerWords> {
  const [say, situation] = await Promise.all([loadWords(locale), loadPublicSituation()]);
  switch (answer.result) {
    case 'listed':
      return answerOnce(situation, `${locale} ${JSON.stringify(answer.entries)}`, () => ({
        kind: 'listed',
        title: say('check.listed.title'),
        entries: answer.entries.map((entry) => entryInWords(entry, say, locale)),
        why: whyInWords(
          answer.entries.map(({ programme }) => programme),
          situation,
          say,
          locale,
        ),
        reasons: isMissing(answer.entries, situation) ? reasonsInWords(say) : null,
      }));
    case 'not-found':
      return answerOnce(situation, locale, () => notFoundInWords(situation, say, locale));
    case 'check-failed':
      return checkFailedInWords(formatProviderNumber(number), situation, say, locale);
    case 'limited':
      return {
        kind: 'limited',
        title: say('check.limited.title'),
        text: say('check.limited.text', { minutes: Math.ceil(answer.retryAfterSeconds / 60) }),
      };
  }
}

/**
 * Thousands are on the same list of the same province and get the same words, which cost more to make than all else of
 * an answer. Kept with the situation they speak of, until something in it changes.
 */
function newKept<Words>(atMost: number) {
  const keptOf = new WeakMap<PublicSituation, Map<string, Words>>();
  return (situation: PublicSituation, key: string, make: () => Words): Words => {
    const kept = keptOf.get(situation) ?? new Map<string, Words>();
    keptOf.set(situation, kept);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= atMost) kept.clear();
    const made = make();
    kept.set(key, made);
    return made;
  };
}

const answerOnce = newKept<AnswerWords>(2_000);
const conditionsOnce = newKept<ConditionsWords>(200);

/** The answer to whoever asks for the personal reasons: the same whether or not there is anyone to send them to. */
export async function reasonsRequestedInWords(locale: Locale): Promise<AnswerWords> {
  const say = await loadWords(locale);
  return { kind: 'reasons-requested', title: say('check.reasons.sentTitle'), text: say('check.reasons.sentText') };
}

function entryInWords(entry: ListedEntry, say: Words, locale: Locale): ListedEntryWords {
  return {
    programme: say(`rules.programmes.${entry.programme}`),
    list: say('check.listed.list', {
      number: entry.listNumber,
      professions: say(`professions.${entry.profession}.group`),
      day: fullDay(entry.publishedOn, locale),
    }),
    facts: [
      { term: say('check.listed.contents'), text: contentsInWords(entry, say, locale) },
      { term: say('check.listed.way'), text: wayInWords(entry, say) },
      { term: say('check.listed.when'), text: whenInWords(entry.plannedDelivery, say, locale) },
      { term: say('check.listed.next'), text: say(`check.next.${entry.nextStep}.text`) },
    ],
    next: {
      text: say(`check.next.${entry.nextStep}.link`),
      href: `/${locale}${nextHref(entry)}`,
      primary: entry.nextStep === 'book',
    },
  };
}

function contentsInWords({ kit }: ListedEntry, say: Words, locale: Locale): string {
  if (kit.length === 0) return say('check.listed.contentsOpen');
  return inList(
    kit.map(({ item, quantity }) => say(`items.${item}.count`, { count: quantity })),
    locale,
  );
}

function wayInWords({ channel, organisation, province, plannedDelivery }: ListedEntry, say: Words): string {
  switch (channel) {
    case 'province-pickup':
      return say(`check.ways.${plannedDelivery?.way === 'home-delivery' ? 'home-delivery' : channel}`, {
        province: say(`provinces.${province}`),
      });
    case 'grouping':
    case 'association':
      return organisation === null
        ? say(`check.ways.${channel}-unnamed`)
        : say(`check.ways.${channel}`, { organisation });
    case 'pharmacy':
      return say('check.ways.pharmacy');
  }
}

function whenInWords(planned: ListedEntry['plannedDelivery'], say: Words, locale: Locale): string {
  if (planned === null) return say('check.when.unknown');
  const from = fullDay(planned.from, locale);
  if (planned.from === planned.last) return say('check.when.day', { from });
  return say('check.when.period', { from, last: fullDay(planned.last, locale) });
}

function nextHref({ nextStep, province }: ListedEntry): string {
  if (nextStep === 'book') return '/provider';
  return nextStep === 'contact' || nextStep === 'delivery-over' ? '/contact' : `/schedule/${province}`;
}

function notFoundInWords(situation: PublicSituation, say: Words, locale: Locale): NotFoundWords {
  const { programmes } = situation;
  const open = programmes.some(({ window }) => window.state === 'open');
  const lines = programmes.flatMap(({ code, window }) => claimLine(code, window, say, locale));
  const remaining = [say('check.notFound.remainingClaim'), say('check.notFound.remainingContact')];
  return {
    kind: 'not-found',
    title: say('check.notFound.title'),
    text: say('check.notFound.text'),
    possible: {
      title: say(open ? 'check.notFound.possible' : 'check.notFound.remaining'),
      lines: open ? lines : [...lines, ...remaining],
    },
    claim: open ? say('check.notFound.claim') : null,
    contact: open ? null : { text: say('check.notFound.contact'), href: `/${locale}/contact` },
    general: programmes
      .filter(({ window }) => window.state !== 'none')
      .map((programme) => generalInWords(programme, situation, say, locale)),
    reasons: reasonsInWords(say),
  };
}

function reasonsInWords(say: Words): ReasonsWords {
  return {
    title: say('check.reasons.title'),
    text: say('check.reasons.text'),
    send: say('check.reasons.send'),
  };
}

/** Whether an open programme has lists, none of which is among those that the answer names anyway. */
function isMissing(entries: readonly ListedEntry[], { programmes }: PublicSituation): boolean {
  return programmes.some(
    ({ code, status, hasLists }) =>
      status === 'open' && hasLists && !entries.some(({ programme }) => programme === code),
  );
}

function claimLine(code: string, window: ClaimWindow, say: Words, locale: Locale): readonly string[] {
  const name = { programme: say(`rules.programmes.${code}`) };
  switch (window.state) {
    case 'none':
      return [];
    case 'closed':
      return [say('check.notFound.closed', { ...name, day: fullDay(window.lastOn, locale) })];
    case 'open':
      return window.lastOn === null
        ? [say('check.notFound.openEnded', name)]
        : [say('check.notFound.open', { ...name, day: fullDay(window.lastOn, locale) })];
  }
}

function checkFailedInWords(
  number: string,
  { programmes }: PublicSituation,
  say: Words,
  locale: Locale,
): CheckFailedWords {
  const open = programmes.some(({ window }) => window.state === 'open');
  return {
    kind: 'check-failed',
    title: say('check.checkFailed.title'),
    text: say('check.checkFailed.text', { number }),
    insist: say(open ? 'check.checkFailed.insist' : 'check.checkFailed.insistClosed'),
    claim: open ? say('check.checkFailed.claim') : null,
    contact: open ? null : { text: say('check.notFound.contact'), href: `/${locale}/contact` },
    reasons: reasonsInWords(say),
  };
}

/** The general conditions of a programme. */
function generalInWords(programme: Programme, situation: PublicSituation, say: Words, locale: Locale): ConditionsWords {
  const { code } = programme;
  return conditionsOnce(situation, `${locale} general ${code}`, () => ({
    title: say('check.why.general', { programme: say(`rules.programmes.${code}`) }),
    conditions: conditionsOf(programme, situation, say, locale),
    rules: { text: say('check.why.rules'), href: `/${locale}/rules#${code}` },
  }));
}

/** Why somebody is on the lists of these programmes: what several ask is told once, and which ask it where not all do. */
function whyInWords(codes: readonly string[], situation: PublicSituation, say: Words, locale: Locale): ConditionsWords {
  return conditionsOnce(situation, `${locale} listed ${codes.join(' ')}`, () => {
    const asking = situation.programmes.filter(({ code }) => codes.includes(code));
    const asked = new Map<string, { readonly by: Set<string>; readonly sources: Set<string> }>();
    for (const programme of asking) {
      for (const { text, source } of conditionsOf(programme, situation, say, locale)) {
        const { by, sources } = asked.get(text) ?? { by: new Set(), sources: new Set() };
        asked.set(text, { by: by.add(say(`rules.programmes.${programme.code}`)), sources: sources.add(source) });
      }
    }
    const named = (text: string, by: ReadonlySet<string>) =>
      by.size === asking.length ? text : say('ui.labelled', { label: inList([...by], locale), message: text });
    return {
      title: say('check.why.listed'),
      conditions: Array.from(asked, ([text, { by, sources }]) => ({
        text: named(text, by),
        source: [...sources].join('; '),
      })),
      rules: { text: say('check.why.rules'), href: `/${locale}/rules${codes.length === 1 ? `#${codes[0]}` : ''}` },
    };
  });
}

type Programme = PublicSituation['programmes'][number];

/** The conditions of a programme, made from its rules. */
function conditionsOf(
  { ruleSet }: Programme,
  { today }: PublicSituation,
  say: Words,
  locale: Locale,
): ConditionsWords['conditions'] {
  return describeRuleSet(ruleSet, today).conditions.map((condition) => ({
    text: statementInWords(condition, say, locale),
    source: sourcesInWords(condition, say, locale),
  }));
}

/** The parts of the letter, and what the taskforce decided besides. */
function sourcesInWords({ sources, params }: DescribedStatement, say: Words, locale: Locale): string {
  const cited = sources.map((source) => sourceInWords(source, params, say, locale));
  const named = (kind: 'letter' | 'decision') =>
    new Set(cited.flatMap((source) => (source.kind === kind ? [source.section] : [])));
  const sections = [...named('letter')].join(', ');
  const reading = sources.some((source) => source.reading) ? 'own' : 'letter';
  return [...(sections === '' ? [] : [say('check.why.source', { sections, reading })]), ...named('decision')].join(
    '; ',
  );
}
