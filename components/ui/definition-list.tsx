import type { ReactNode } from 'react';

export interface Definition {
  term: ReactNode;
  value: ReactNode;
  key?: string | undefined;
}

/** What is known about one thing, term beside value. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="terms">
      {items.map(({ term, value, key }, index) => (
        <div key={key ?? index}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
