import type { ComponentProps } from 'react';
import { controlClass, describe, FieldFrame, type FieldProps } from './field.tsx';

/** How long an answer is expected to be, which tells more than a hint. */
export type FieldWidth = 'short' | 'medium' | 'full';

const widths: Record<FieldWidth, string> = { short: 'max-w-36', medium: 'max-w-80', full: 'max-w-2xl' };

type TextFieldProps = FieldProps & { width?: FieldWidth | undefined } & Omit<
    ComponentProps<'input'>,
    keyof FieldProps | 'width' | 'className'
  >;

/** One line of text. For numbers that people know in groups, `inputMode="numeric"` and text, never `type="number"`. */
export function TextField({
  id,
  name,
  label,
  hint,
  errors,
  optional,
  width = 'full',
  type = 'text',
  ...rest
}: TextFieldProps) {
  return (
    <FieldFrame id={id} name={name} label={label} hint={hint} errors={errors} optional={optional}>
      <input
        id={id}
        name={name}
        type={type}
        aria-required={optional ? undefined : true}
        className={controlClass(errors, widths[width])}
        {...describe({ id, hint, errors })}
        {...rest}
      />
    </FieldFrame>
  );
}

type TextAreaProps = FieldProps & Omit<ComponentProps<'textarea'>, keyof FieldProps | 'className'>;

export function TextArea({ id, name, label, hint, errors, optional, rows = 5, ...rest }: TextAreaProps) {
  return (
    <FieldFrame id={id} name={name} label={label} hint={hint} errors={errors} optional={optional}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        aria-required={optional ? undefined : true}
        className={controlClass(errors, 'max-w-2xl')}
        {...describe({ id, hint, errors })}
        {...rest}
      />
    </FieldFrame>
  );
}
