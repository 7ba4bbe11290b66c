import { isAdministrator } from '#lib/auth/actor.ts';
import { getActor } from '#lib/auth/session.ts';
import { findAttachment } from '#lib/claims/review-queries.ts';
import { attachmentIdSchema } from '#lib/claims/schema.ts';

interface FileRoute {
  params: Promise<{ reference: string; attachment: string }>;
}

/**
 * A file that came with a claim, for reviewers: it came from a stranger, so a browser may neither guess what it is nor
 * run anything in it. It is downloaded, but for images, which a page may show.
 */
export async function GET(request: Request, { params }: FileRoute): Promise<Response> {
  const [{ reference, attachment }, actor] = await Promise.all([params, getActor()]);
  const id = attachmentIdSchema.safeParse(attachment);
  if (!isAdministrator(actor) || !id.success) return new Response(null, { status: 404 });
  const file = await findAttachment(actor, { reference, attachmentId: id.data });
  if (!file) return new Response(null, { status: 404 });
  const shown = file.mediaType.startsWith('image/') && new URL(request.url).searchParams.has('shown');
  return new Response(file.content, {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String(file.content.byteLength),
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeName(file.fileName)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, no-store',
    },
  });
}

/** As RFC 8187 wants it: encodeURIComponent leaves some characters that may not stand there. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
