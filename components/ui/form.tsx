'use client';

/*
 * Forms that post without JavaScript and lose nothing.
 *
 * The action, beside the page (`app/…/actions.ts`):
 *
 *   'use server';
 *   export async function reportLoss(previous: FormState, formData: FormData): Promise<FormState> {
 *     const submission = parseForm(formData, reportLossSchema);            // #lib/shared/parse-form.ts
 *     if (submission.status !== 'success') return submission.reply();
 *     const result = await reportLossCommand(actor, submission.value);
 *     if (!result.ok) return submission.reply({ formErrors: [`losses.refused.${result.code}`] });
 *     return redirect({ href: '/losses', locale: submission.value.locale });
 *   }
 *
 * The page, a server component:
 *
 *   <ClientMessages namespaces={['losses']}>                               // where errors name keys of a domain
 *     <ActionForm id="loss" action={reportLoss} fields={{ lot: t('lot'), count: t('count') }}>
 *       <FormTextField name="lot" hint={t('lotHint')} />
 *       <FormTextField name="count" inputMode="numeric" width="short" defaultValue="1" />
 *       <SubmitButton>{t('report')}</SubmitButton>
 *     </ActionForm>
 *   </ClientMessages>
 *
 * `fields` gives the name and label of every field in the order of the summary. The action is validated on the
 * server alone, so that no schema travels to the browser. A hidden field `locale` always goes along, since an action
 * has no address to read the language from. Where the answer stands on the same page, write a client component with
 * `useServerForm` and read `state.answer`; the action returns `{ ...submission.reply(), answer }`.
 */

import { useLocale } from 'next-intl';
import {
  type ComponentProps,
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
} from 'react';
import type { FormAction, FormState } from '#lib/shared/form-state.ts';
import { Button, type ButtonLook } from './button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from './choices.tsx';
import { tellUnreached } from './connection.ts';
import { Details } from './details.tsx';
import { ErrorSummary, type SummarisedError } from './error-summary.tsx';
import { FileField } from './file-field.tsx';
import { TextArea, TextField } from './text-field.tsx';

export interface ServerFormOptions {
  id: string;
  /** Name → label, in the order of the page. */
  fields: Readonly<Record<string, string>>;
}

export interface FieldState {
  id: string;
  name: string;
  label: string;
  errors: readonly string[] | undefined;
  /** What was typed before the post was refused. */
  values: readonly string[] | undefined;
}

export interface ServerForm<Answer = unknown> {
  id: string;
  state: FormState<Answer>;
  pending: boolean;
  errors: readonly SummarisedError[];
  field: (name: string) => FieldState;
  formProps: Pick<ComponentProps<'form'>, 'id' | 'action' | 'onSubmit' | 'noValidate'>;
}

/** The state of a form whose action answers with a submission's reply; see the head of this file. */
export function useServerForm<Answer = unknown>(action: FormAction<Answer>, options: ServerFormOptions) {
  const [state, post, pending] = useActionState<FormState<Answer>, FormData>(withUnknownState(action), null);
  return serverForm(options, { state, post, pending, action: post });
}

/**
 * The same for an action that does not read the state before. For a post without JavaScript React writes that state
 * into every form of the action, which sends it along: a whole answer, with what was typed. So there are two of it, and
 * once the one has a state, the forms go through the other.
 */
export function useForgetfulForm<Answer = unknown>(action: FormAction<Answer>, options: ServerFormOptions) {
  const [state, post, pending] = useActionState<FormState<Answer>, FormData>(withUnknownState(action), null);
  const [other, postOther] = useActionState<FormState<Answer>, FormData>(withUnknownState(action), null);
  return serverForm(options, { state: state ?? other, post, pending, action: state === null ? post : postOther });
}

function withUnknownState<Answer>(action: FormAction<Answer>) {
  return orUnreached(action) as (previous: unknown, formData: FormData) => Promise<FormState<Answer>>;
}

/** A post that reached nothing leaves the form as it was; thrown on, it would put the page of failure in its place. */
export function orUnreached<Answer>(action: FormAction<Answer>): FormAction<Answer> {
  // On the server it must be the action itself: its reference is what a form posts without JavaScript.
  if (typeof window === 'undefined') return action;
  return async (previous, formData) => {
    try {
      return await action(previous, formData);
    } catch (error) {
      // What `fetch` throws where no answer came.
      if (!(error instanceof TypeError)) throw error;
      tellUnreached();
      return previous;
    }
  };
}

interface Posting<Answer> {
  state: FormState<Answer>;
  post: (formData: FormData) => void;
  pending: boolean;
  /** Where the form goes without JavaScript. */
  action: (formData: FormData) => void;
}

function serverForm<Answer>(
  { id, fields }: ServerFormOptions,
  { state, post, pending, action }: Posting<Answer>,
): ServerForm<Answer> {
  // React empties a form after its action. Posting by hand keeps what was typed, the chosen files too.
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const native = event.nativeEvent;
    const submitter = native instanceof SubmitEvent ? native.submitter : null;
    const formData = new FormData(event.currentTarget, submitter);
    startTransition(() => post(formData));
  }

  return {
    id,
    state,
    pending,
    errors: summarise(id, fields, state),
    field: (name) => ({
      id: `${id}-${name}`,
      name,
      label: fields[name] ?? '',
      errors: state?.error?.[name] ?? undefined,
      values: valuesOf(state, name),
    }),
    formProps: { id, action, onSubmit, noValidate: true },
  };
}

function summarise(id: string, fields: Readonly<Record<string, string>>, state: FormState): SummarisedError[] {
  const found = state?.error ?? {};
  const names = [...Object.keys(fields), ...Object.keys(found).filter((name) => !(name in fields))];
  return names.flatMap((name) =>
    (found[name] ?? []).map((error) => {
      const label = fields[name];
      return label === undefined ? { error } : { fieldId: `${id}-${name}`, label, error };
    }),
  );
}

function valuesOf(state: FormState, name: string): readonly string[] | undefined {
  if (!state?.initialValue) return undefined;
  const value = state.initialValue[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');
}

const CurrentForm = createContext<ServerForm | null>(null);

function useCurrentForm(): ServerForm {
  const form = useContext(CurrentForm);
  if (!form) throw new Error('A form field stands outside an ActionForm.');
  return form;
}

/** The form element itself, with its summary and hidden fields, around a state made by `useServerForm`. */
export function FormShell({
  form,
  children,
  values = {},
  className = 'space-y-6',
}: {
  form: ServerForm;
  children: ReactNode;
  /** Hidden values that go along. */
  values?: Readonly<Record<string, string>> | undefined;
  className?: string | undefined;
}) {
  const locale = useLocale();
  return (
    <CurrentForm value={form}>
      <form {...form.formProps} className={className}>
        <ErrorSummary errors={form.errors} />
        <input type="hidden" name="locale" value={locale} />
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    </CurrentForm>
  );
}

interface ActionFormProps extends ServerFormOptions {
  action: FormAction;
  children: ReactNode;
  values?: Readonly<Record<string, string>> | undefined;
  className?: string | undefined;
}

/** A form around a server action; its fields find their label, errors and values by their name. */
export function ActionForm({ action, id, fields, ...shell }: ActionFormProps) {
  const form = useServerForm(action, { id, fields });
  return <FormShell form={form} {...shell} />;
}

/** An `ActionForm` folded away until wanted. A refused one stands open, also where the page came back without JavaScript. */
export function FoldedForm({ action, id, fields, summary, ...shell }: ActionFormProps & { summary: ReactNode }) {
  const form = useServerForm(action, { id, fields });
  return (
    <Details summary={summary} open={form.errors.length > 0 || undefined}>
      <FormShell form={form} {...shell} />
    </Details>
  );
}

type Wired = 'id' | 'label' | 'errors';

export function FormTextField(props: Omit<ComponentProps<typeof TextField>, Wired | 'name'> & { name: string }) {
  const { values, ...field } = useCurrentForm().field(props.name);
  return <TextField {...props} {...field} defaultValue={values ? (values[0] ?? '') : props.defaultValue} />;
}

export function FormTextArea(props: Omit<ComponentProps<typeof TextArea>, Wired | 'name'> & { name: string }) {
  const { values, ...field } = useCurrentForm().field(props.name);
  return <TextArea {...props} {...field} defaultValue={values ? (values[0] ?? '') : props.defaultValue} />;
}

export function FormSelect(props: Omit<ComponentProps<typeof Select>, Wired>) {
  const { values, ...field } = useCurrentForm().field(props.name);
  return <Select {...props} {...field} defaultValue={values ? (values[0] ?? '') : props.defaultValue} />;
}

export function FormRadioGroup(props: Omit<ComponentProps<typeof RadioGroup>, Wired>) {
  const { values, ...field } = useCurrentForm().field(props.name);
  return <RadioGroup {...props} {...field} defaultValue={values ? values[0] : props.defaultValue} />;
}

export function FormCheckboxGroup(props: Omit<ComponentProps<typeof CheckboxGroup>, Wired>) {
  const { values, ...field } = useCurrentForm().field(props.name);
  return <CheckboxGroup {...props} {...field} defaultValue={values ?? props.defaultValue} />;
}

/** Its statement is long, so it may differ from the short label of the summary. */
export function FormCheckbox(props: Omit<ComponentProps<typeof Checkbox>, Wired> & { label?: ReactNode | undefined }) {
  const { values, label, ...field } = useCurrentForm().field(props.name);
  return (
    <Checkbox
      {...props}
      {...field}
      label={props.label ?? label}
      defaultChecked={values ? values.length > 0 : props.defaultChecked}
    />
  );
}

export function FormFileField(props: Omit<ComponentProps<typeof FileField>, Wired>) {
  const { values: _, ...field } = useCurrentForm().field(props.name);
  return <FileField {...props} {...field} />;
}

interface SubmitButtonProps {
  children: ReactNode;
  look?: ButtonLook | undefined;
  /** Several buttons in one form tell themselves apart by name and value. */
  name?: string | undefined;
  value?: string | undefined;
}

/** Posts the form; while it is under way, a second press does nothing. */
export function SubmitButton({ children, ...rest }: SubmitButtonProps) {
  const { pending } = useCurrentForm();
  return (
    <Button type="submit" aria-disabled={pending || undefined} {...rest}>
      {children}
    </Button>
  );
}
