import diagnostics from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';

/*
 * Pages and actions of Next see headers, never the socket. Next writes the socket's address into X-Forwarded-For, but
 * only where the request brings none, so whoever sends the header chooses an address. Therefore one of two:
 *
 * - nothing stands before the portal: the header is cut off each request as it arrives (`distrustForwardedHeader`), and
 *   what Next then writes is the socket's address;
 * - PORTAL_TRUST_PROXY=1: exactly one proxy stands before it and appends the address it saw; the last one counts, since
 *   all before it are what the client said.
 */

const forwardedFor = 'x-forwarded-for';

/** Must run before the server takes requests, in its process; does nothing behind a trusted proxy. */
export function distrustForwardedHeader(): void {
  if (process.env.PORTAL_TRUST_PROXY === '1') return;
  // Published by Node's server for each request, before anybody else sees it.
  diagnostics.subscribe('http.server.request.start', (message) => {
    const request: unknown = Reflect.get(Object(message), 'request');
    if (request instanceof IncomingMessage) delete request.headers[forwardedFor];
  });
}

/**
 * Whom an attempt is counted for: the client's IPv4 address, or the /64 network of an IPv6 one, of which a single
 * subscriber has a whole one. `unknown` where no address can be told; all of those share one count.
 */
export function clientAddress(headers: Pick<Headers, 'get'>): string {
  const last = headers.get(forwardedFor)?.split(',').at(-1)?.trim();
  return last === undefined || last === '' ? 'unknown' : networkOf(last);
}

function networkOf(address: string): string {
  const mapped = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address.slice(0, 45);
  const [head = '', tail = ''] = (address.split('%', 1)[0] ?? '').split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const groups = [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  const network = groups.slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
  return `${network.join(':').slice(0, 45)}::/64`;
}
