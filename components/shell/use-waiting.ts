'use client';

import { type FormEvent, type MouseEvent, useEffect, useState, useTransition } from 'react';
import { tellUnreached, tryConnection } from '#components/ui/connection.ts';

/** Sooner, and a page that comes at once would flicker. */
const patienceMs = 300;

type Awaited = 'page' | 'answer';

/**
 * Watches the links and forms within an element, and says what has been awaited for longer than a moment: a page that a
 * link leads to, or the answer to a form. React runs what one event begins as one transition, so the one begun here lasts
 * as long as the router's or the action's; where the browser itself goes on, it is over at once.
 */
export function useWaiting() {
  const [pending, startTransition] = useTransition();
  const [awaited, setAwaited] = useState<Awaited>('page');
  const [late, setLate] = useState(false);

  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [pending]);

  function watch(next: Awaited) {
    setAwaited(next);
    startTransition(() => {});
  }

  /** Offline a way or a post would end on the browser's own page, and what was typed with it. */
  function stopOffline(event: FormEvent | MouseEvent) {
    if (tryConnection()) return;
    event.preventDefault();
    event.stopPropagation();
    tellUnreached();
  }

  return {
    waitingFor: pending && late ? awaited : undefined,
    watched: {
      onClickCapture: (event: MouseEvent) => {
        if (isWayOn(event)) stopOffline(event);
      },
      onClick: (event: MouseEvent) => {
        if (isWayOn(event)) watch('page');
      },
      onSubmitCapture: stopOffline,
      onSubmit: () => watch('answer'),
    },
  };
}

/** Whether a click leads to another page of the portal, in this window. */
function isWayOn({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !(target instanceof Element)) return false;
  const link = target.closest('a');
  return link !== null && link.getAttribute('href')?.startsWith('/') === true && !link.target && !link.download;
}
