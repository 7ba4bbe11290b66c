import { useFormatter, useTranslations } from 'next-intl';

export interface KitPart {
  itemCode: string;
  quantity: number;
}

/** What a parcel holds, drawn: each part with its quantity, in a box whose lid stands open. */
export function ParcelDrawing({ parts }: { parts: readonly KitPart[] }) {
  const t = useTranslations('common.parcel');
  return (
    <figure aria-label={t('label')} className="parcel">
      <Lid />
      <ul>
        {parts.map((part) => (
          <Part key={part.itemCode} {...part} />
        ))}
      </ul>
    </figure>
  );
}

/** The name of an item's drawing: its own, or that of anything else. */
function drawnAs(itemCode: string): string {
  return itemCode in drawings ? itemCode : 'other';
}

function Lid() {
  return (
    <svg viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0.2 28 L5 3 L45 3 L50 28M50 28 L55 3 L95 3 L99.8 28" vectorEffect="non-scaling-stroke" />
      <path d="M0 28 L100 28" vectorEffect="non-scaling-stroke" strokeDasharray="4 4" />
    </svg>
  );
}

function Part({ itemCode, quantity }: KitPart) {
  const t = useTranslations();
  const format = useFormatter();
  const number = format.number(quantity);
  const counted = t.has(`items.${itemCode}.count`) ? t(`items.${itemCode}.count`, { count: quantity }) : itemCode;
  return (
    <li>
      <svg viewBox="0 0 120 120" role="img" aria-label={t(`common.parcel.drawn.${drawnAs(itemCode)}`)}>
        <path d={drawings[drawnAs(itemCode)]} />
      </svg>
      <p>
        <strong>{number}</strong> {counted.startsWith(number) ? counted.slice(number.length).trim() : counted}
      </p>
    </li>
  );
}

/** One line each: parts that do not touch are moves of the same pen. */
const drawings: Readonly<Record<string, string>> = {
  gloves:
    'M46 90c-4-9-13-19-21-28-5-6 3-13 9-8l10 10V38a5.5 5.5 0 0 1 11 0v20-32a5.5 5.5 0 0 1 11 0v32-29a5.5 5.5 0 0 1 11 0v31-21a5 5 0 0 1 10 0v30c0 9-3 14-3 21z ' +
    'M44 90h42v18H44zM44 96h42',
  aprons:
    'M48 30C46 6 74 6 72 30 ' +
    'M46 30h28c0 15 5 24 16 28v50H30V58c11-4 16-13 16-28z ' +
    'M30 60c-10 2-15 9-17 18M90 60c10 2 15 9 17 18M44 78h32v14H44z',
  goggles:
    'M18 50c0-8 6-12 14-12h56c8 0 14 4 14 12v16c0 11-7 18-17 18h-6c-9 0-11-9-19-9s-10 9-19 9h-6c-10 0-17-7-17-18z ' +
    'M27 52c0-4 3-6 7-6h52c4 0 7 2 7 6v13c0 7-4 11-10 11h-4c-6 0-8-9-19-9s-13 9-19 9h-4c-6 0-10-4-10-11z ' +
    'M18 52c-7 1-11 5-13 11M102 52c7 1 11 5 13 11M38 52l-5 8M48 52l-9 14',
  'surgical-masks':
    'M26 44c11-6 22-8 34-8s23 2 34 8v34c-9 8-22 11-34 11s-25-3-34-11z ' +
    'M26 54c22 5 46 5 68 0M26 65c22 5 46 5 68 0M27 76c21 5 45 5 66 0 ' +
    'M26 46c-20-3-22 30 0 28M94 46c20-3 22 30 0 28',
  'ffp2-masks':
    'M24 62c0-14 20-26 36-30 16 4 36 16 36 30 0 12-18 26-36 28-18-2-36-16-36-28zM60 32v58 ' +
    'M25 58C10 46 8 40 6 34M95 58c15-12 17-18 19-24M26 68c-10 4-15 8-18 13M94 68c10 4 15 8 18 13',
  other: 'm20 42 40-20 40 20v42l-40 20-40-20zm0 0 40 20 40-20M60 62v42',
};
