import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Details } from './details.tsx';

interface FiguresTableProps {
  caption: ReactNode;
  /** Column heads, the first for the names of the rows. */
  heads: readonly ReactNode[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** The figures of a drawing as a table, folded under it. */
export function FiguresTable({ caption, heads, rows }: FiguresTableProps) {
  const t = useTranslations('ui');
  return (
    <Details summary={t('figuresAsTable')}>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                key={index}
                scope="col"
                className={`border-edge border-b-2 py-1 pr-3 align-bottom last:pr-0 ${index === 0 ? 'text-left' : 'text-right'}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...figures] }) => (
            <tr key={key} className="border-line border-b">
              <th scope="row" className="py-1 pr-3 text-left font-normal">
                {name}
              </th>
              {figures.map((figure, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                <td key={index} className="py-1 pr-3 text-right last:pr-0">
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Details>
  );
}
