import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.ts';
import { controlClass, describe, FieldError, FieldFrame, type FieldProps, Hint, hintId, Optional } from './field.tsx';

export interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean | undefined;
}

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

type SelectProps = FieldProps & {
  options: readonly SelectOption[];
  /** The first line, which is no answer: "Choose a province". */
  placeholder?: string | undefined;
} & Omit<ComponentProps<'select'>, keyof FieldProps | 'className' | 'multiple'>;

export function Select({ id, name, label, hint, errors, optional, options, placeholder, ...rest }: SelectProps) {
  return (
    <FieldFrame id={id} name={name} label={label} hint={hint} errors={errors} optional={optional}>
      <select
        id={id}
        name={name}
        aria-required={optional ? undefined : true}
        className={controlClass(errors, 'max-w-md')}
        {...describe({ id, hint, errors })}
        {...rest}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

interface FieldsetProps extends Omit<FieldProps, 'name' | 'label'> {
  legend: ReactNode;
  children: ReactNode;
  role?: 'radiogroup' | undefined;
}

/** A group of controls that answer one question. */
export function Fieldset({ id, legend, hint, errors, optional, children, role }: FieldsetProps) {
  const wrong = errors !== undefined && errors.length > 0;
  return (
    <fieldset
      role={role}
      className={classes('min-w-0 space-y-2', wrong && 'border-wrong border-l-4 pl-4')}
      {...describe({ id, hint, errors })}
    >
      <legend className="font-semibold">
        {legend}
        {optional && <Optional />}
      </legend>
      {hint && <Hint id={id}>{hint}</Hint>}
      <FieldError id={id} errors={errors} />
      {children}
    </fieldset>
  );
}

const boxClass = 'mt-0.5 size-6 shrink-0 accent-accent';
const rowClass = 'flex min-h-11 cursor-pointer items-start gap-3 py-2';

type RadioGroupProps = FieldProps & {
  choices: readonly Choice[];
  defaultValue?: string | undefined;
  /** Side by side, for two or three short words. */
  inline?: boolean | undefined;
};

/** The first radio carries the field's own id, so that the summary's link lands on it. */
export function RadioGroup({ id, name, label, choices, defaultValue, inline, ...frame }: RadioGroupProps) {
  return (
    <Fieldset id={id} legend={label} {...frame} role="radiogroup">
      <div className={inline ? 'flex flex-wrap gap-x-8' : undefined}>
        {choices.map((choice, index) => (
          <ChoiceRow
            key={choice.value}
            type="radio"
            id={index === 0 ? id : `${id}-${choice.value}`}
            name={name}
            choice={choice}
            defaultChecked={choice.value === defaultValue}
          />
        ))}
      </div>
    </Fieldset>
  );
}

type CheckboxGroupProps = FieldProps & {
  choices: readonly Choice[];
  defaultValue?: readonly string[] | undefined;
};

/** Several answers under one name. */
export function CheckboxGroup({ id, name, label, choices, defaultValue = [], ...frame }: CheckboxGroupProps) {
  return (
    <Fieldset id={id} legend={label} {...frame}>
      <div>
        {choices.map((choice, index) => (
          <ChoiceRow
            key={choice.value}
            type="checkbox"
            id={index === 0 ? id : `${id}-${choice.value}`}
            name={name}
            choice={choice}
            defaultChecked={defaultValue.includes(choice.value)}
          />
        ))}
      </div>
    </Fieldset>
  );
}

interface ChoiceRowProps {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  choice: Choice;
  defaultChecked: boolean;
}

function ChoiceRow({ type, id, name, choice, defaultChecked }: ChoiceRowProps) {
  return (
    <label htmlFor={id} className={classes(rowClass, choice.disabled && 'cursor-not-allowed text-soft')}>
      <input
        type={type}
        id={id}
        name={name}
        value={choice.value}
        defaultChecked={defaultChecked}
        disabled={choice.disabled}
        className={boxClass}
        aria-describedby={choice.hint ? hintId(id) : undefined}
      />
      <span>
        {choice.label}
        {choice.hint && (
          <span id={hintId(id)} className="block text-sm text-soft">
            {choice.hint}
          </span>
        )}
      </span>
    </label>
  );
}

type CheckboxProps = Omit<FieldProps, 'optional'> & {
  value?: string | undefined;
  defaultChecked?: boolean | undefined;
};

/** One box to tick: a statement that is true or not. */
export function Checkbox({ id, name, label, hint, errors, value = 'on', defaultChecked }: CheckboxProps) {
  const wrong = errors !== undefined && errors.length > 0;
  return (
    <div className={classes(wrong && 'border-wrong border-l-4 pl-4')}>
      <FieldError id={id} errors={errors} />
      <label htmlFor={id} className={rowClass}>
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          defaultChecked={defaultChecked}
          className={boxClass}
          {...describe({ id, hint, errors })}
        />
        <span>
          {label}
          {hint && (
            <span id={hintId(id)} className="block text-sm text-soft">
              {hint}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}
