import { useId } from 'react';
import { classes } from '#components/ui/classes.ts';
import { Dots } from '#components/ui/pattern.tsx';
import { mapHeight, mapWidth, provinceOutlines } from '#lib/geography/outlines.ts';
import { Link } from '#lib/i18n/navigation.ts';

/** The fills in their order from nothing to most; neighbours differ in texture as well as in darkness. */
export type MapFill = 'none' | 'dots' | 'hatched' | 'half' | 'full';

export interface MapStep {
  fill: MapFill;
  /** What the fill means: "pickup planned", "75 % and more". */
  label: string;
}

export interface MapArea {
  /** ISO 3166-2, `BE-WLG`. */
  code: string;
  name: string;
  fill: MapFill;
  /** The state or figure in words; read with the name. */
  text: string;
  /** What is written on the area itself: a figure, at most four characters. */
  mark?: string | undefined;
  href?: string | undefined;
  current?: boolean | undefined;
}

interface ProvinceMapProps {
  title: string;
  description: string;
  areas: readonly MapArea[];
  legend: readonly MapStep[];
}

const markOn: Record<MapFill, string> = {
  none: 'fill-ink',
  dots: 'fill-ink',
  hatched: 'fill-ink',
  half: 'fill-ink',
  full: 'fill-on-accent',
};

/**
 * The ten provinces and Brussels, drawn on the server. Each area is a link where it has somewhere to lead; the caller
 * gives the same figures as a table or a list beside it, which is what a phone and a screen reader will use.
 */
export function ProvinceMap({ title, description, areas, legend }: ProvinceMapProps) {
  const id = useId();
  const byCode = new Map(areas.map((area) => [area.code, area]));
  // The area one is in is drawn last, so that no neighbour covers its border.
  const outlines = [...provinceOutlines()].sort(
    (a, b) => Number(byCode.get(a.code)?.current ?? false) - Number(byCode.get(b.code)?.current ?? false),
  );
  return (
    <figure>
      <svg
        viewBox={`0 0 ${mapWidth} ${mapHeight}`}
        className="h-auto w-full max-w-[44rem]"
        // A picture as a whole, unless its areas are links that one has to reach.
        role={areas.some(({ href }) => href) ? 'group' : 'img'}
        aria-labelledby={`${id}t`}
        aria-describedby={`${id}d`}
      >
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{description}</desc>
        <Fills id={id} />
        {outlines.map(({ code, path, middle: [x, y] }) => {
          const area = byCode.get(code);
          if (!area) return <path key={code} d={path} className="fill-ground stroke-edge" />;
          const shape = (
            <>
              <title>{`${area.name}: ${area.text}`}</title>
              <path
                d={path}
                fill={fillOf(id, area.fill)}
                strokeWidth={area.current ? 5 : 1.5}
                strokeLinejoin="round"
                className={classes('stroke-ink', area.href && 'group-hover:stroke-[4] group-focus-visible:stroke-[5]')}
              />
              {area.mark && (
                <text
                  x={x}
                  y={y + 6}
                  textAnchor="middle"
                  fontSize="18"
                  fontWeight="700"
                  strokeWidth={area.fill === 'full' ? 0 : 5}
                  paintOrder="stroke"
                  className={classes('stroke-paper tabular-nums', markOn[area.fill])}
                >
                  {area.mark}
                </text>
              )}
            </>
          );
          return area.href ? (
            <Link
              key={code}
              href={area.href}
              prefetch={false}
              className="group"
              aria-label={`${area.name}: ${area.text}`}
            >
              {shape}
            </Link>
          ) : (
            <g key={code}>{shape}</g>
          );
        })}
      </svg>
      <figcaption>
        <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {legend.map(({ fill, label }) => (
            <li key={fill} className="inline-flex items-center gap-2">
              <svg width="28" height="20" aria-hidden="true">
                <rect x="1" y="1" width="26" height="18" fill={fillOf(id, fill)} className="stroke-ink" />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function fillOf(id: string, fill: MapFill): string {
  if (fill === 'none') return 'var(--paper)';
  return fill === 'full' ? 'var(--accent)' : `url(#${id}${fill})`;
}

function Fills({ id }: { id: string }) {
  return (
    <defs>
      <Dots id={`${id}dots`} className="fill-accent" ground="fill-accent-ground" />
      <pattern id={`${id}hatched`} width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="10" height="10" className="fill-accent-ground" />
        <line x1="0" y1="0" x2="0" y2="10" strokeWidth="4" className="stroke-accent" />
      </pattern>
      <pattern id={`${id}half`} width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="10" height="10" className="fill-accent-ground" />
        <line x1="0" y1="0" x2="0" y2="10" strokeWidth="13" className="stroke-accent" />
      </pattern>
    </defs>
  );
}
