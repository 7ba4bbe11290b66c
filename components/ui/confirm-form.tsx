import type { ReactNode } from 'react';
import { Button, type ButtonLook, buttonClass } from './button.tsx';

interface ConfirmFormProps {
  action: (formData: FormData) => void | Promise<void>;
  /** What the button does, as a verb: "Cancel the appointment". */
  label: ReactNode;
  /** What will happen and what will not, before it is done. */
  question: ReactNode;
  confirmLabel: ReactNode;
  /** Hidden values that go with the post. */
  values?: Record<string, string> | undefined;
  look?: ButtonLook | undefined;
  /** Further fields: a reason, a checkbox. */
  children?: ReactNode;
}

/** Asks once before something that can't be undone; a fold instead of a dialog, so that it asks without JavaScript. */
export function ConfirmForm({
  action,
  label,
  question,
  confirmLabel,
  values = {},
  look = 'danger',
  children,
}: ConfirmFormProps) {
  return (
    <details className="max-w-prose">
      <summary className={buttonClass(look, 'list-none [&::-webkit-details-marker]:hidden')}>{label}</summary>
      <form action={action} className="mt-3 space-y-4 rounded border-2 border-edge bg-ground p-4">
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="space-y-2">{question}</div>
        {children}
        <Button type="submit" look={look}>
          {confirmLabel}
        </Button>
      </form>
    </details>
  );
}
