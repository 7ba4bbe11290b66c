import type { Actor } from '#lib/auth/actor.ts';
import { getActor } from '#lib/auth/session.ts';
import { type Locale, localeOr } from '#lib/i18n/locales.ts';
import { beginningBytes } from '#lib/registers/files/limits.ts';
import { mayKeepFiles } from '#lib/registers/files/policy.ts';
import { lookAtBeginning, type ReceiveRefusal, receiveFile } from '#lib/registers/files/receive-file.ts';
import { refusalParams } from '#lib/registers/files/refusal-params.ts';
import { errorKey } from '#lib/shared/form-state.ts';
import type { Refusal } from '#lib/shared/result.ts';
import { isSameOrigin } from '#lib/shared/same-origin.ts';

/** A form that a browser posts by itself is read as a whole before its file is: no more than this. */
const formMegabytes = 50;

/** Of a file whose bytes come as they are. */
type Said = { readonly register: string; readonly fileName: string; readonly locale: Locale };

type Received = { readonly address: string } | { readonly problem: string };

/** Nothing was found against the beginning of a file. */
type Looked = { readonly problem?: string };

/**
 * Takes a register's file in: its bytes as they are, with register and name in the address, from the page's script, which
 * has its beginning looked at before; or, without JavaScript, the form that the browser posts. The command says who may.
 */
export async function POST(request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const asked = (await params).locale;
  const locale = localeOr(asked);
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const actor = await getActor();
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const received = await receiveForm(actor, request, locale);
    const [path, query] =
      'address' in received
        ? [received.address, '']
        : ['/taskforce/registers/new', `?${new URLSearchParams({ problem: received.problem })}`];
    return new Response(null, { status: 303, headers: { location: `/${locale}${path}${query}` } });
  }
  const { searchParams } = new URL(request.url);
  const said = {
    register: searchParams.get('register') ?? '',
    fileName: searchParams.get('name') ?? '',
    locale,
  };
  const answer = searchParams.has('beginning')
    ? await look(actor, request, said)
    : await receiveBytes(actor, request, said);
  return Response.json(answer, { headers: { 'cache-control': 'private, no-store' } });
}

async function receiveForm(actor: Actor, request: Request, locale: Locale): Promise<Received> {
  // The whole of it will be in memory: of nobody whom the command would refuse, and of no unknown length.
  if (!mayKeepFiles(actor)) return { problem: 'registers.refusals.not-allowed' };
  if (!(Number(request.headers.get('content-length') ?? Number.NaN) <= formMegabytes * 1_000_000)) {
    return { problem: errorKey('register-files.send.tooLargeWithoutScript', { megabytes: formMegabytes }) };
  }
  const form = await request.formData();
  const [register, file] = [form.get('register'), form.get('file')];
  if (typeof register !== 'string' || register === '') return { problem: 'register-files.send.chooseRegister' };
  if (!(file instanceof File) || file.name === '') return { problem: 'register-files.send.chooseFile' };
  return receive(
    actor,
    { register, fileName: file.name, stream: bytesOf(file.stream().getReader()), size: file.size },
    locale,
  );
}

async function receiveBytes(
  actor: Actor,
  { body, headers }: Request,
  { register, fileName, locale }: Said,
): Promise<Received> {
  const size = Number(headers.get('content-length') ?? Number.NaN);
  if (!body) return { problem: 'registers.refusals.empty' };
  const reader = body.getReader();
  const sized = Number.isInteger(size) ? { size } : {};
  const received = await receive(actor, { register, fileName, stream: bytesOf(reader), ...sized }, locale);
  // A browser hears an answer only once it has sent all: what was refused early is let pass by.
  if ('problem' in received) await drain(reader);
  return received;
}

async function receive(actor: Actor, input: Parameters<typeof receiveFile>[1], locale: Locale): Promise<Received> {
  const result = await receiveFile(actor, input);
  if (result.ok) return { address: `/taskforce/registers/${result.value.fileId}` };
  return { problem: problemOf(result.refusal, input.register, locale) };
}

async function look(actor: Actor, request: Request, { register, fileName, locale }: Said): Promise<Looked> {
  // All of it will be in memory.
  if (!(Number(request.headers.get('content-length') ?? Number.NaN) <= beginningBytes)) return {};
  const bytes = new Uint8Array(await request.arrayBuffer());
  const result = await lookAtBeginning(actor, { register, fileName, bytes });
  return result.ok ? {} : { problem: problemOf(result.refusal, register, locale) };
}

function problemOf({ code, params }: Refusal<ReceiveRefusal>, register: string, locale: Locale): string {
  return errorKey(`registers.refusals.${code}`, refusalParams(params, register, locale));
}

/** Without ending the request when whoever reads it stops. */
async function* bytesOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // It broke off: nobody is there to hear.
  }
}
