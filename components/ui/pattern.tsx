/** Hatching, so that what is drawn in two colours is also drawn in two textures. */
export function Hatching({ id, className, ground }: { id: string; className: string; ground?: string | undefined }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      {ground && <rect width="8" height="8" className={ground} />}
      <line x1="0" y1="0" x2="0" y2="8" strokeWidth="5" className={className} />
    </pattern>
  );
}

export function Dots({ id, className, ground }: { id: string; className: string; ground?: string | undefined }) {
  return (
    <pattern id={id} width="10" height="10" patternUnits="userSpaceOnUse">
      {ground && <rect width="10" height="10" className={ground} />}
      <circle cx="3" cy="3" r="1.7" className={className} />
    </pattern>
  );
}
