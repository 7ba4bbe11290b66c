import diagnostics from 'node:diagnostics_channel';
import { Server } from 'node:http';

/** Headers still have Node's minute to arrive. */
const requestMs = 60 * 60_000;

/**
 * Lets a request take an hour to arrive: a register of a country over a slow line needs more than Node's five minutes,
 * and Next has no setting for it. To be called in the server's process before it takes requests.
 */
export function allowSlowUploads(): void {
  // Published by Node's server for each request, before its body is read.
  const allow = (message: unknown) => {
    const server: unknown = Reflect.get(Object(message), 'server');
    if (!(server instanceof Server)) return;
    server.requestTimeout = requestMs;
    diagnostics.unsubscribe('http.server.request.start', allow);
  };
  diagnostics.subscribe('http.server.request.start', allow);
}
