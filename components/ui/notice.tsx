import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { ToneIcon } from './icon.tsx';
import { type Tone, toneBorder, toneGround, toneText } from './tone.ts';

interface NoticeProps {
  tone?: Exclude<Tone, 'neutral'> | undefined;
  /** What happened, in a few words. Without it the word of the tone itself stands there. */
  title?: ReactNode;
  children?: ReactNode;
  /** Read aloud when it appears; for what answers an action just done. */
  live?: boolean | undefined;
  /** Large, where the notice is the answer the page exists for. */
  large?: boolean | undefined;
  headingLevel?: 2 | 3 | undefined;
  id?: string | undefined;
}

/** A message that stands in the page: its tone is told by a word and a shape besides the colour. */
export function Notice({ tone = 'info', title, children, live, large, headingLevel = 2, id }: NoticeProps) {
  const t = useTranslations('ui.tone');
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  return (
    <div
      id={id}
      role={live ? (tone === 'wrong' ? 'alert' : 'status') : undefined}
      className={classes('rounded border-2 border-l-8 p-4', toneBorder[tone], toneGround[tone])}
    >
      <Heading className={classes('flex gap-3', large ? 'text-xl' : 'text-base', toneText[tone])}>
        <ToneIcon tone={tone} className="mt-[0.15em]" />
        <span>
          {title ? (
            <>
              <span className="sr-only">{t(tone)} </span>
              {title}
            </>
          ) : (
            t(tone)
          )}
        </span>
      </Heading>
      {children && <div className="measure mt-2 space-y-2">{children}</div>}
    </div>
  );
}
