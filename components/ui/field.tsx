import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { parseErrorKey } from '#lib/shared/form-state.ts';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

/** What every field has. `errors` are message keys, as zod and conform give them (`errors.required`). */
export interface FieldProps {
  id: string;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: readonly string[] | undefined;
  /** Says so beside the label; fields are required unless they say otherwise. */
  optional?: boolean | undefined;
}

/** Gives the sentence of an error key; an unknown key becomes the general sentence, never a bare key. */
export function useErrorText(): (error: string, label?: string) => string {
  const t = useTranslations();
  return (error, label = '') => {
    const { key, values } = parseErrorKey(error);
    return t.has(key) ? t(key, { ...values, label }) : t('errors.invalid', { label });
  };
}

export function hintId(id: string): string {
  return `${id}-hint`;
}

export function errorId(id: string): string {
  return `${id}-error`;
}

/** Ties a control to its hint and its error, for assistive technology. */
export function describe({ id, hint, errors }: Pick<FieldProps, 'id' | 'hint' | 'errors'>) {
  const wrong = errors !== undefined && errors.length > 0;
  const describedBy = [wrong && errorId(id), hint && hintId(id)].filter(Boolean).join(' ');
  return {
    'aria-describedby': describedBy === '' ? undefined : describedBy,
    'aria-invalid': wrong ? true : undefined,
  };
}

/** Most fields of most pages have none, and then no words are looked for. */
export function FieldError({ id, errors }: Pick<FieldProps, 'id' | 'errors'>) {
  return errors && errors.length > 0 ? <FieldErrorText id={id} errors={errors} /> : null;
}

function FieldErrorText({ id, errors }: { id: string; errors: readonly string[] }) {
  const text = useErrorText();
  const t = useTranslations('ui');
  return (
    <p id={errorId(id)} className="flex gap-2 font-semibold text-wrong">
      <Icon name="wrong" className="mt-1" />
      <span>
        <span className="sr-only">{t('errorPrefix')} </span>
        {errors.map((error) => text(error)).join(' ')}
      </span>
    </p>
  );
}

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={hintId(id)} className="measure text-sm text-soft">
      {children}
    </div>
  );
}

export function Optional() {
  const t = useTranslations('ui');
  return <span className="font-normal text-soft"> {t('optional')}</span>;
}

/** Label above, hint below it, error next, then the control. */
export function FieldFrame({ id, label, hint, errors, optional, children }: FieldProps & { children: ReactNode }) {
  const wrong = errors !== undefined && errors.length > 0;
  return (
    <div className={classes('space-y-1', wrong && 'border-wrong border-l-4 pl-4')}>
      <label htmlFor={id} className="block font-semibold">
        {label}
        {optional && <Optional />}
      </label>
      {hint && <Hint id={id}>{hint}</Hint>}
      <FieldError id={id} errors={errors} />
      {children}
    </div>
  );
}

/** The look of what one types in. */
export function controlClass(errors: readonly string[] | undefined, className?: string): string {
  return classes('control', errors && errors.length > 0 ? 'border-wrong' : 'border-edge', className);
}
