// Next loads server modules more than once (pages, actions, jobs): a change must be noticed by every copy's kept facts.
const shared = globalThis as typeof globalThis & { portalFactsChangedAt?: number };

/**
 * Keeps what a loader returns for a while, in this process, for facts that many requests read and few changes touch.
 * Callers at the same moment share one load; a failed load is not kept. Another process may lag by the time given.
 */
export function keptFor<Value>(milliseconds: number, load: () => Promise<Value>): () => Promise<Value> {
  let kept: { readonly value: Promise<Value>; readonly from: number } | undefined;
  return () => {
    const now = performance.now();
    if (kept && now - kept.from < milliseconds && kept.from > (shared.portalFactsChangedAt ?? -1)) return kept.value;
    const entry = { value: load(), from: now };
    kept = entry;
    entry.value.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return entry.value;
  };
}

/** After a change is committed: whatever was kept until now, in this process, is loaded anew at its next use. */
export function forgetKeptFacts(): void {
  shared.portalFactsChangedAt = performance.now();
}
