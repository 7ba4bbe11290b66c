import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { controlClass } from './field.tsx';

interface SearchFormProps {
  id: string;
  label: ReactNode;
  name?: string | undefined;
  defaultValue?: string | undefined;
  /** What else the address says and a search must not lose. */
  keep?: Readonly<Record<string, string | undefined>> | undefined;
  /** Filters beside the text. */
  children?: ReactNode;
}

/** Searches by address (GET), so that a result can be sent on. */
export function SearchForm({ id, label, name = 'q', defaultValue, keep = {}, children }: SearchFormProps) {
  const t = useTranslations('ui');
  return (
    <search>
      <form method="get" className="flex flex-wrap items-end gap-3">
        {Object.entries(keep).map(
          ([kept, value]) => value && <input key={kept} type="hidden" name={kept} value={value} />,
        )}
        <div className="min-w-48 grow space-y-1">
          <label htmlFor={id} className="block font-semibold">
            {label}
          </label>
          <input
            id={id}
            type="search"
            name={name}
            defaultValue={defaultValue}
            autoComplete="off"
            className={controlClass(undefined)}
          />
        </div>
        {children}
        <Button type="submit" look="secondary" icon="search">
          {t('search')}
        </Button>
      </form>
    </search>
  );
}
