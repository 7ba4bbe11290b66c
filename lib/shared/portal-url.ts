/**
 * The portal's own address with a path of it, for links in mails: `portalUrl('/fr/check')`.
 * @throws where NEXTAUTH_URL is not set.
 */
export function portalUrl(path: string): string {
  const base = process.env.NEXTAUTH_URL;
  if (!base) throw new Error('NEXTAUTH_URL is not set');
  return new URL(path, base).toString();
}
