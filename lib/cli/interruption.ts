/**
 * Aborts at the first signal, or when the process that started this one is gone; later signals change nothing, so that
 * stopping in order is not cut short.
 */
export function watchForInterruption(): { signal: AbortSignal; settled: Promise<void> } {
  const controller = new AbortController();
  const settled = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve());
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());
  process.once('disconnect', () => controller.abort());
  return { signal: controller.signal, settled };
}
