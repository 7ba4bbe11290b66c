'use client';

import { Button } from '#components/ui/button.tsx';

interface FailureProps {
  words: Record<'title' | 'body' | 'event' | 'retry', string>;
  error: unknown;
  retry: () => void;
}

/** What people see when the portal itself fails: what it means for them, and the number under which it is in the log. */
export function Failure({ words, error, retry }: FailureProps) {
  const event = error instanceof Error && 'digest' in error ? error.digest : undefined;
  return (
    <div role="alert">
      <h1 className="text-2xl">{words.title}</h1>
      <p className="measure mt-3 text-lg text-soft">{words.body}</p>
      {typeof event === 'string' && (
        <p className="mt-4">
          {words.event} <code className="font-mono font-semibold">{event}</code>
        </p>
      )}
      <div className="mt-6">
        <Button onClick={retry}>{words.retry}</Button>
      </div>
    </div>
  );
}
