import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { allowSlowUploads } from '#lib/shared/slow-uploads.ts';

/** The status of an upload that takes several times as long as the server would allow by itself. */
async function uploadSlowly(): Promise<number | undefined> {
  const server = createServer(
    { requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 },
    (incoming, response) => incoming.resume().once('end', () => response.end()),
  ).listen(0);
  try {
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const upload = request({ port, method: 'POST', headers: { 'content-length': '6' } });
    const answered = once(upload, 'response');
    answered.catch(() => undefined);
    for (const part of ['ab', 'cd', 'ef']) {
      upload.write(part);
      await pause(150);
    }
    upload.end();

    const [response] = await answered;
    response.resume();
    return response.statusCode;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('a file that takes long to arrive is not cut off', async () => {
  expect(await uploadSlowly().catch(() => 408)).toBe(408);
  allowSlowUploads();
  expect(await uploadSlowly()).toBe(200);
});
