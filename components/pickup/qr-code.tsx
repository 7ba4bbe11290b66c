/** A QR code as one path, with the quiet zone of four modules that readers need; always dark on light. */
export interface QrDrawing {
  /** Modules a side, without the quiet zone. */
  readonly size: number;
  readonly path: string;
}

export function QrCode({ drawing, label }: { drawing: QrDrawing; label: string }) {
  const side = drawing.size + 8;
  return (
    <svg
      viewBox={`-4 -4 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="size-56 max-w-full rounded border-2 border-edge"
    >
      <rect x="-4" y="-4" width={side} height={side} fill="#ffffff" />
      <path d={drawing.path} fill="#000000" />
    </svg>
  );
}
