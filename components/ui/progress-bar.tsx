import { useFormatter } from 'next-intl';

interface ProgressBarProps {
  label: string;
  value: number;
  max: number;
}

/** How far long work has come, as a bar and in figures. */
export function ProgressBar({ label, value, max }: ProgressBarProps) {
  const format = useFormatter();
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div className="space-y-1">
      <div className="flex justify-between gap-4 text-sm">
        <span className="font-semibold">{label}</span>
        <span className="tabular-nums">
          {format.number(value)} / {format.number(max)}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        className="h-4 overflow-hidden rounded border-2 border-edge bg-paper"
      >
        <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
