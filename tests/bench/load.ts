import autocannon from 'autocannon';
import type { Contender } from './measurement.ts';

export type LoadRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const connections = 8;

/**
 * Posts a list of requests over and over from eight connections, each of which goes through its own part of it. Every
 * answer has to be a success: an error page is quick.
 */
export function postingTo(url: string, requests: readonly LoadRequest[]): Contender {
  return async (milliseconds) => {
    const size = Math.floor(requests.length / connections);
    let next = 0;
    const result = await autocannon({
      url,
      connections,
      duration: milliseconds / 1_000,
      setupClient: (client) => {
        const own = requests.slice(next * size, (next + 1) * size);
        next += 1;
        client.setRequests(own.map((request) => ({ ...request, method: 'POST' })));
      },
    });
    const failures = result.non2xx + result.errors + result.timeouts;
    if (failures > 0) throw new Error(`${failures} of ${result.requests.total} requests failed`);
    return result['2xx'] / result.duration;
  };
}

/**
 * Clients behind the one proxy that the server trusts, so many that none comes near a limit, however long one measures.
 */
export function clientAddress(index: number): string {
  return `10.${(index >> 16) % 256}.${(index >> 8) % 256}.${index % 256}`;
}
