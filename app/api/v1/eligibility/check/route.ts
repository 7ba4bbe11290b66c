import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import {
  type CheckProblem,
  type CheckRefusalCode,
  type CheckResponse,
  checkRequestSchema,
  fieldOf,
  parseCheck,
} from '#lib/eligibility/schema.ts';
import { clientAddress } from '#lib/shared/client-address.ts';

/** Far more than a number and a postcode need. */
const mostBytes = 4_096;

/** Whether a number and a postcode stand together on a published list; shapes and codes in lib/eligibility/schema.ts. */
export async function POST(request: Request): Promise<Response> {
  if (!isJson(request.headers.get('content-type'))) {
    return problem(415, { code: 'not-json', message: 'Send application/json.' });
  }
  const text = await readText(request);
  if (text === undefined) return problem(413, { code: 'too-large', message: `Send at most ${mostBytes} bytes.` });
  const body = parseJson(text);
  if (body === undefined) return problem(400, { code: 'not-json', message: 'The body is not JSON.' });
  const asked = checkRequestSchema.safeParse(body);
  if (!asked.success) {
    return problem(400, {
      code: 'not-the-expected-shape',
      message: 'Send an object with the texts number (at most 64 characters) and postcode (at most 16).',
    });
  }
  const parsed = parseCheck(asked.data);
  if (!parsed.ok) return refusal(parsed.codes[0]);
  const answer = await checkEligibility(parsed.input, clientAddress(request.headers));
  switch (answer.result) {
    case 'listed':
    case 'not-found':
      return Response.json(answer satisfies CheckResponse, { headers: notKept });
    case 'check-failed':
      return refusal('number-check-failed');
    case 'limited':
      return problem(
        429,
        { code: 'too-many-attempts', message: 'Too many checks.', retryAfterSeconds: answer.retryAfterSeconds },
        { 'Retry-After': String(answer.retryAfterSeconds) },
      );
  }
}

const notKept = { 'Cache-Control': 'no-store' };

const explanations: Readonly<Record<CheckRefusalCode, string>> = {
  'number-empty': 'The number is empty.',
  'number-malformed': 'The number is neither a NIHDI number (digits) nor a visa number (V and nine digits).',
  'number-wrong-length': 'A NIHDI number has 11 or 8 digits, a visa number the letter V and 9.',
  'number-check-failed':
    'The check digits do not agree; the number may be right all the same, and can be claimed with.',
  'postcode-empty': 'The postcode is empty.',
  'postcode-malformed': 'The postcode is not four digits.',
};

function refusal(code: CheckRefusalCode): Response {
  return problem(422, { code, field: fieldOf(code), message: explanations[code] });
}

function problem(status: number, body: CheckProblem, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { ...notKept, ...headers } });
}

function isJson(contentType: string | null): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

/** The body, or undefined where it is too large; one that does not say its length is read no further than the bound. */
async function readText(request: Request): Promise<string | undefined> {
  const stated = request.headers.get('content-length');
  if (stated !== null) return Number(stated) > mostBytes ? undefined : request.text();
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; reader !== undefined; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > mostBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
