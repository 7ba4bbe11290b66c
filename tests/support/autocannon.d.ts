// The part of autocannon that the benchmarks use; the package has no types of its own.
declare module 'autocannon' {
  type Request = {
    method: string;
    path: string;
    headers: Readonly<Record<string, string>>;
    body: string;
  };
  type Client = { setRequests(requests: Request[]): void };
  type Options = {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    setupClient(client: Client): void;
  };
  type Outcome = {
    '2xx': number;
    non2xx: number;
    errors: number;
    timeouts: number;
    /** Seconds that it took in all. */
    duration: number;
    requests: { total: number };
  };
  export default function autocannon(options: Options): Promise<Outcome>;
}
