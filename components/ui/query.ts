export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The address of the same page with some of its query changed; an absent or empty value leaves the parameter out.
 * Lists keep their filters in the address, so that a view can be sent to a colleague.
 */
export function queryHref(current: Query, changes: Query): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...current, ...changes })) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') query.append(name, one);
  }
  return `?${query}`;
}
