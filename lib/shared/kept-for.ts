/**
 * Keeps what a loader returns for a while, in this process, for facts that many requests read and few changes touch.
 * Callers at the same moment share one load; a failed load is not kept. Another process may lag by the time given.
 */
export function keptFor<Value>(milliseconds: number, load: () => Promise<Value>): () => Promise<Value> {
  let kept: { readonly value: Promise<Value>; readonly until: number } | undefined;
  return () => {
    const now = performance.now();
    if (kept && now < kept.until) return kept.value;
    const entry = { value: load(), until: now + milliseconds };
    kept = entry;
    entry.value.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return entry.value;
  };
}
