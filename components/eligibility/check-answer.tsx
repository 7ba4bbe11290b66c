import { useLocale } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { type ButtonLook, buttonClass } from '#components/ui/button.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import type { ServerForm } from '#components/ui/form.tsx';
import { ToneIcon } from '#components/ui/icon.tsx';
import { type Tone, toneBorder, toneGround, toneText } from '#components/ui/tone.ts';
import type {
  AnswerWords,
  CheckFailedWords,
  ListedEntryWords,
  ListedWords,
  NotFoundWords,
  ReasonsWords,
} from '#lib/eligibility/answer-in-words.ts';
import { Conditions } from './conditions.tsx';

type Form = ServerForm<AnswerWords>;

/** The answer of a check: large and first, then what follows from it, then why. */
export function CheckAnswer({ answer, form }: { answer: AnswerWords; form: Form }) {
  switch (answer.kind) {
    case 'listed':
      return <Listed answer={answer} form={form} />;
    case 'not-found':
      return <NotFound answer={answer} form={form} />;
    case 'check-failed':
      return <CheckFailed answer={answer} form={form} />;
    case 'limited':
      return (
        <Answer tone="attention" title={answer.title}>
          <p>{answer.text}</p>
        </Answer>
      );
    case 'reasons-requested':
      return (
        <Answer tone="info" title={answer.title}>
          <p>{answer.text}</p>
        </Answer>
      );
  }
}

interface AnswerProps {
  tone: Exclude<Tone, 'neutral'>;
  title: string;
  children: ReactNode;
}

/** Takes the focus when it comes, with JavaScript or without, so that it is read first. */
function Answer({ tone, title, children }: AnswerProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows each new answer
  useEffect(() => {
    heading.current?.focus();
  }, [children]);
  return (
    <section aria-labelledby="answer" className={`mb-10 rounded border-2 border-l-8 ${toneBorder[tone]}`}>
      <h2
        id="answer"
        ref={heading}
        tabIndex={-1}
        // biome-ignore lint/a11y/noAutofocus: the answer is what the person came for
        autoFocus
        className={`flex gap-3 p-4 text-2xl sm:px-6 ${toneText[tone]} ${toneGround[tone]}`}
      >
        <ToneIcon tone={tone} className="mt-[0.15em]" />
        {title}
      </h2>
      <div className="space-y-5 p-4 sm:p-6">{children}</div>
    </section>
  );
}

function Listed({ answer: { title, entries, why, reasons }, form }: { answer: ListedWords; form: Form }) {
  return (
    <Answer tone="good" title={title}>
      {entries.map((entry) => (
        <ListedEntry key={entry.programme} entry={entry} />
      ))}
      <Conditions words={why} />
      {reasons && <AskForReasons words={reasons} form={form} />}
    </Answer>
  );
}

function ListedEntry({ entry }: { entry: ListedEntryWords }) {
  const { programme, list, facts, next } = entry;
  return (
    <div className="entry">
      <div>
        <h3 className="text-lg">{programme}</h3>
        <p>{list}</p>
      </div>
      <DefinitionList items={facts.map(({ term, text }) => ({ key: term, term, value: text }))} />
      <p>
        <a href={next.href} className={buttonClass(next.primary ? 'primary' : 'secondary')}>
          {next.text}
        </a>
      </p>
    </div>
  );
}

function NotFound({ answer, form }: { answer: NotFoundWords; form: Form }) {
  const { title, text, possible, claim, contact, general, reasons } = answer;
  return (
    <Answer tone="attention" title={title}>
      <p>{text}</p>
      <div className="space-y-3">
        <h3 className="text-lg">{possible.title}</h3>
        <ul className="list-disc space-y-2 pl-5">
          {possible.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {claim && <Follow form={form} intent="claim" look="primary" text={claim} />}
        {contact && (
          <a href={contact.href} className={buttonClass('secondary')}>
            {contact.text}
          </a>
        )}
      </div>
      <AskForReasons words={reasons} form={form} />
      {general.map((words) => (
        <Conditions key={words.title} words={words} />
      ))}
    </Answer>
  );
}

function CheckFailed({ answer, form }: { answer: CheckFailedWords; form: Form }) {
  const { title, text, insist, claim, contact, reasons } = answer;
  return (
    <Answer tone="attention" title={title}>
      <p>{text}</p>
      <p>{insist}</p>
      {claim && <Follow form={form} intent="claim" look="secondary" text={claim} />}
      {contact && (
        <a href={contact.href} className={buttonClass('secondary')}>
          {contact.text}
        </a>
      )}
      <AskForReasons words={reasons} form={form} />
    </Answer>
  );
}

function AskForReasons({ words, form }: { words: ReasonsWords; form: Form }) {
  return (
    <div className="space-y-3">
      <h3 className="text-lg">{words.title}</h3>
      <p>{words.text}</p>
      <Follow form={form} intent="reasons" look="secondary" text={words.send} />
    </div>
  );
}

interface FollowProps {
  form: Form;
  intent: 'claim' | 'reasons';
  look: ButtonLook;
  text: string;
}

/** Posts what was checked once more, for what follows from the answer: a number has no place in an address. */
function Follow({ form, intent, look, text }: FollowProps) {
  const locale = useLocale();
  const { action, onSubmit } = form.formProps;
  return (
    <form action={action} onSubmit={onSubmit}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="intent" value={intent} />
      {(['number', 'postcode'] as const).map((name) => (
        <input key={name} type="hidden" name={name} value={form.field(name).values?.[0] ?? ''} />
      ))}
      <button type="submit" className={buttonClass(look)}>
        {text}
      </button>
    </form>
  );
}
