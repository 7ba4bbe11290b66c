/** The areas that need a sign-in, by the first part of their addresses. */
export const areas = ['provider', 'province', 'taskforce'] as const;

type Area = (typeof areas)[number];

/** The area that is somebody's own; with several roles, the widest. */
export function areaFor(known: { readonly isAdministrator: boolean; readonly provinces: readonly string[] }): Area {
  if (known.isAdministrator) return 'taskforce';
  return known.provinces.length > 0 ? 'province' : 'provider';
}

/**
 * The name of a cookie that lives as long as the session's and says only which area is its person's own. Pages that are
 * the same for everyone read it in the browser, to lead there; it opens nothing.
 */
export const areaCookieName = 'portal-area';

/** The area that a browser's cookies name. */
export function areaIn(cookies: string): Area | undefined {
  const pairs = cookies.split('; ').map((pair) => pair.split('='));
  const value = pairs.find(([name]) => name === areaCookieName)?.[1];
  return areas.find((area) => area === value);
}
