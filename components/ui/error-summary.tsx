'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useErrorText } from './field.tsx';
import { Icon } from './icon.tsx';

export interface SummarisedError {
  /** The control it is about; none where it is about the whole form. */
  fieldId?: string | undefined;
  label?: string | undefined;
  error: string;
}

/** All errors of a form on top of it. Takes the focus when it appears, with JavaScript or without, and leads to each field. */
export function ErrorSummary({ errors }: { errors: readonly SummarisedError[] }) {
  return errors.length > 0 ? <Errors errors={errors} /> : null;
}

function Errors({ errors }: { errors: readonly SummarisedError[] }) {
  const t = useTranslations('ui');
  const text = useErrorText();
  const box = useRef<HTMLDivElement>(null);

  // A new list of errors is a new answer, even where its text is the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the list
  useEffect(() => {
    box.current?.focus();
  }, [errors]);

  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: after a refused post the summary is what the person must meet first
      autoFocus
      className="space-y-2 rounded border-4 border-wrong p-4"
    >
      <h2 className="flex gap-2 text-lg text-wrong">
        <Icon name="wrong" className="mt-0.5" />
        {t('summaryTitle', { count: errors.length })}
      </h2>
      <ul className="space-y-1">
        {errors.map(({ fieldId, label, error }) => (
          <li key={`${fieldId ?? ''}:${error}`}>
            {fieldId ? (
              <a className="link inline-block py-1 font-semibold" href={`#${fieldId}`}>
                {label ? t(labelling(label), { label, message: text(error, label) }) : text(error)}
              </a>
            ) : (
              <span className="font-semibold">{text(error)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** No colon stands behind a question mark. */
function labelling(label: string): 'labelled' | 'labelledByQuestion' {
  return label.endsWith('?') ? 'labelledByQuestion' : 'labelled';
}
