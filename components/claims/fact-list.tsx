import type { Definition } from '#components/ui/definition-list.tsx';

/** What is known about one thing, term above value: for columns too narrow to set them side by side. */
export function FactList({ items }: { items: readonly Definition[] }) {
  return (
    <dl>
      {items.map(({ term, value, key }, index) => (
        <div key={key ?? index} className="border-line border-b py-2 last:border-b-0">
          <dt className="text-sm text-soft">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
