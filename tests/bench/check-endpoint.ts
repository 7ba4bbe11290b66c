import { clientAddress, type LoadRequest, postingTo } from './load.ts';
import { compare, type Measurement } from './measurement.ts';
import { type BenchedPortal, loadTypedChecks } from './portal.ts';

/** The check as JSON, limits on, against an empty route of the same server that reads the same JSON and answers. */
export async function checkEndpoint(portal: BenchedPortal): Promise<Measurement> {
  const [url, typed] = await Promise.all([portal.serve(), loadTypedChecks(portal.ownerUrl, 16_000)]);
  const requestsTo = (path: string): LoadRequest[] =>
    typed.map((check, index) => ({
      path,
      headers: { 'content-type': 'application/json', 'x-forwarded-for': clientAddress(index) },
      body: JSON.stringify(check),
    }));
  return compare(
    'check-endpoint',
    'requests/s',
    postingTo(url, requestsTo('/api/v1/eligibility/check')),
    postingTo(url, requestsTo('/api/bench/check')),
  );
}
