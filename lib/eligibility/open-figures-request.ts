import { findOpenFigures, loadOpenFigures, type OpenFigures } from './open-figures.ts';
import { figuresRequestSchema } from './open-figures-schema.ts';

/** Whoever asks may keep an answer as long as the portal itself does, and read it from a page of their own. */
export const openDataHeaders = { 'Cache-Control': 'public, max-age=60', 'Access-Control-Allow-Origin': '*' };

/** What `?programme=` asks for, every programme without it; or the answer that says why there is nothing. */
export async function figuresAskedFor(request: Request): Promise<readonly OpenFigures[] | Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const asked = figuresRequestSchema.safeParse(query);
  if (!asked.success) return refusal('unknown-programme', 'The portal knows no such programme.');
  const { programme } = asked.data;
  if (programme === undefined) return loadOpenFigures();
  const figures = await findOpenFigures(programme);
  return figures ? [figures] : refusal('nothing-published', 'No list of this programme is in force.');
}

function refusal(code: 'unknown-programme' | 'nothing-published', message: string): Response {
  return Response.json(
    { code, field: 'programme', message },
    { status: 404, headers: { ...openDataHeaders, 'Cache-Control': 'no-store' } },
  );
}
