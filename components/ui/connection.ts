'use client';

import { useSyncExternalStore } from 'react';

interface Connection {
  /** The browser has told that it lost its connection. A page begins as connected: it has just come. */
  readonly offline: boolean;
  /** How many tries in a row reached nothing. */
  readonly failed: number;
}

const connected: Connection = { offline: false, failed: 0 };

let known = connected;
const listeners = new Set<() => void>();

function change(next: Connection): void {
  if (next.offline === known.offline && next.failed === known.failed) return;
  known = next;
  for (const listener of listeners) listener();
}

const lose = () => change({ offline: true, failed: 0 });
const regain = () => change(connected);

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('offline', lose);
    window.addEventListener('online', regain);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('offline', lose);
    window.removeEventListener('online', regain);
  };
}

/** What is known of the way to the portal, to tell people. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => known,
    () => connected,
  );
}

/** Whether a new try makes sense; forgets those before it that failed. */
export function tryConnection(): boolean {
  if (known.offline) return false;
  change(connected);
  return true;
}

/** A try reached nothing: the frame of the page says so, and takes the focus. */
export function tellUnreached(): void {
  change({ ...known, failed: known.failed + 1 });
}
