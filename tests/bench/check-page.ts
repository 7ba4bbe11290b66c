import { clientAddress, type LoadRequest, postingTo } from './load.ts';
import { compare, type Measurement, middleOf } from './measurement.ts';
import { type BenchedPortal, loadTypedChecks } from './portal.ts';

/** What a server compiles, and where it lies in memory, differs from one start to the next by a twentieth of what it can do. */
const starts = 3;

/**
 * The check's form posted as a browser without JavaScript posts it, with the whole page that answers, against the
 * smallest form of the same server that answers on its page.
 */
export async function checkPage(portal: BenchedPortal): Promise<Measurement> {
  const typed = await loadTypedChecks(portal.ownerUrl, 8_000);
  return middleOf(starts, async () => answering(await portal.serve('anew'), typed));
}

async function answering(url: string, typed: Awaited<ReturnType<typeof loadTypedChecks>>): Promise<Measurement> {
  const contender = async (path: string, answers: RegExp) => {
    const form = await readForm(`${url}${path}`);
    const requests = typed.map((check, index) => postOf(path, url, { ...form, ...check }, clientAddress(index)));
    await requireAnswer(url, requests[0], answers);
    return postingTo(url, requests);
  };
  return compare(
    'check-page',
    'pages/s',
    await contender('/fr/check', /id="answer"/),
    await contender('/api/bench/form', new RegExp(typed[0]?.number ?? '')),
  );
}

/** The fields of the page's form with their values, the hidden ones that name the action among them. */
async function readForm(address: string): Promise<Record<string, string>> {
  const html = await (await fetch(address)).text();
  const form = /<form[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const fields = [...form.matchAll(/<input([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const name = /\bname="([^"]*)"/.exec(attributes)?.[1];
    return name === undefined
      ? []
      : [[name, withoutEntities(/\bvalue="([^"]*)"/.exec(attributes)?.[1] ?? '')] as const];
  });
  if (fields.length === 0) throw new Error(`There is no form at ${address}`);
  return Object.fromEntries(fields);
}

function withoutEntities(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

const boundary = '----portal-bench';

function postOf(path: string, origin: string, fields: Readonly<Record<string, string>>, client: string): LoadRequest {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    path,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, origin, 'x-forwarded-for': client },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}

async function requireAnswer(url: string, request: LoadRequest | undefined, answers: RegExp): Promise<void> {
  if (!request) throw new Error('There is nothing to post');
  const response = await fetch(`${url}${request.path}`, {
    method: 'POST',
    headers: request.headers,
    body: request.body,
  });
  if (!response.ok || !answers.test(await response.text())) throw new Error(`${request.path} does not answer`);
}
