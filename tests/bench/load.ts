import { Client, type Dispatcher } from 'undici';
import type { Contender } from './measurement.ts';

export type LoadRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const connections = 8;

/**
 * Posts a list of requests over and over from eight connections, each of which goes through its own part of it, and on
 * where it was the time before. Every answer has to be a success: an error page is quick. Who asks takes from the same two cores as who answers: nothing is
 * done with an answer but to wait for its end.
 */
export function postingTo(url: string, requests: readonly LoadRequest[]): Contender {
  const size = Math.floor(requests.length / connections);
  const posts = requests.map(({ path, headers, body }): Dispatcher.DispatchOptions => {
    return { method: 'POST', path, headers, body: Buffer.from(body) };
  });
  const parts = Array.from({ length: connections }, (_, index) =>
    endlessly(posts.slice(index * size, (index + 1) * size)),
  );
  return async (milliseconds) => {
    const begun = performance.now();
    const answered = await Promise.all(parts.map((part) => postInTurn(url, part, begun + milliseconds)));
    return answered.reduce((sum, count) => sum + count, 0) / ((performance.now() - begun) / 1_000);
  };
}

/** From the first again behind the last. */
function* endlessly<Element>(elements: readonly Element[]): Generator<Element, never> {
  if (elements.length === 0) throw new Error('There is nothing to post');
  for (;;) yield* elements;
}

/** One after the other, until the time is over. Gives how many were answered. */
async function postInTurn(
  url: string,
  posts: Generator<Dispatcher.DispatchOptions, never>,
  until: number,
): Promise<number> {
  const client = new Client(url);
  try {
    return await new Promise((resolve, reject) => {
      let answered = 0;
      const next = () => client.dispatch(posts.next().value, handler);
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart: () => {},
        onResponseStart: (_, status) => {
          if (status < 200 || status > 299) reject(new Error(`A request is answered with ${status}`));
        },
        onResponseData: () => {},
        onResponseEnd: () => {
          answered += 1;
          if (performance.now() < until) next();
          else resolve(answered);
        },
        onResponseError: (_, error) => reject(error),
      };
      next();
    });
  } finally {
    await client.destroy();
  }
}

/**
 * Clients behind the one proxy that the server trusts, so many that none comes near a limit, however long one measures.
 */
export function clientAddress(index: number): string {
  return `10.${(index >> 16) % 256}.${(index >> 8) % 256}.${index % 256}`;
}
