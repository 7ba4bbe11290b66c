import { type ReactNode, useId } from 'react';

export interface ChartRow {
  key: string;
  label: ReactNode;
  /** The figures of the row, in words. */
  said: ReactNode;
  /** The drawing, across the whole width. */
  drawing: ReactNode;
}

interface ChartRowsProps {
  title: string;
  /** What the drawing shows, in a sentence, for those who can't see it. */
  description: string;
  /** What the colours and textures mean. */
  legend?: ReactNode;
  rows: readonly ChartRow[];
}

/**
 * A drawing of rows: names and figures as text that wraps, so that long ones never run into each other, and under them a
 * drawing as wide as the page allows. To those who can't see it, it is one picture, and the table under it says the same.
 */
export function ChartRows({ title, description, legend, rows }: ChartRowsProps) {
  const id = useId();
  return (
    <>
      <figcaption id={`${id}t`} className="font-semibold">
        {title}
      </figcaption>
      <p id={`${id}d`} className="sr-only">
        {description}
      </p>
      {legend && (
        <div aria-hidden="true" className="text-sm">
          {legend}
        </div>
      )}
      <div role="img" aria-labelledby={`${id}t ${id}d`} className="space-y-2 text-sm tabular-nums">
        {rows.map(({ key, label, said, drawing }) => (
          <div key={key}>
            <div className="flex flex-wrap justify-between gap-x-4">
              <span>{label}</span>
              <span className="ml-auto text-right">{said}</span>
            </div>
            {drawing}
          </div>
        ))}
      </div>
    </>
  );
}
