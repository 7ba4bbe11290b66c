import { figuresAsJson } from '#lib/eligibility/open-figures-data.ts';
import { figuresAskedFor, openDataHeaders } from '#lib/eligibility/open-figures-request.ts';

/** How many people the lists in force name, by province and profession, `?programme=`; shape in open-figures-data.ts. */
export async function GET(request: Request): Promise<Response> {
  const asked = await figuresAskedFor(request);
  return asked instanceof Response ? asked : Response.json(figuresAsJson(asked), { headers: openDataHeaders });
}
