import type { ReactNode } from 'react';

export interface Definition {
  term: ReactNode;
  value: ReactNode;
  key?: string | undefined;
}

/** What is known about one thing, term beside value. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="border-line border-t">
      {items.map(({ term, value, key }, index) => (
        <div
          key={key ?? index}
          className="grid gap-x-6 border-line border-b py-3 sm:grid-cols-[minmax(9rem,16rem)_1fr]"
        >
          <dt className="font-semibold">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
