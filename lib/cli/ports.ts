import { mkdir, readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import * as z from 'zod';
import { errorCode, OperatorError } from './operator-error.ts';

export type PortState = 'free' | 'taken' | 'forbidden';

/** Whether a server could listen on the port now, by trying it. Without a host, on every address of the machine. */
export function portState(port: number, host?: string): Promise<PortState> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      if (errorCode(error) === 'EADDRINUSE') resolve('taken');
      else if (errorCode(error) === 'EACCES') resolve('forbidden');
      else reject(error);
    });
    server.listen({ port, ...(host === undefined ? {} : { host }), exclusive: true }, () => {
      server.close(() => resolve('free'));
    });
  });
}

/** A port of the loopback address that nobody uses at this moment, chosen by the system. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('The system gave no port.'));
      });
    });
  });
}

/** Refuses a port that is malformed, taken or not allowed, in words that say how to go on. */
export async function requireFreePort(port: number, host?: string, command = 'npm start'): Promise<void> {
  const state = await portState(port, host);
  if (state === 'free') return;
  const example = port === 3000 ? 3001 : 3000;
  const reason = state === 'taken' ? 'is taken by another program' : 'needs rights that this user does not have';
  throw new OperatorError(`Port ${port} ${reason}: end that, or choose another one: PORT=${example} ${command}`);
}

/** The port asked for in `PORT`, or 3000. */
export function portFromEnvironment(environment: NodeJS.ProcessEnv = process.env): number {
  const given = environment.PORT;
  if (given === undefined || given === '') return 3000;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new OperatorError(`PORT is “${given}”, but a port is a whole number from 1 to 65535: PORT=3000 npm start`);
}

const portsFile = z.record(z.string(), z.number().int());

/**
 * A loopback port kept under a name in the data folder, so that addresses stay the same from one start to the next;
 * another one when the kept one is in use by now.
 */
export async function keptPort(dataFolder: string, name: string): Promise<number> {
  const file = path.join(dataFolder, 'ports.json');
  const ports = await readPorts(file);
  const kept = ports[name];
  if (kept !== undefined && (await portState(kept, '127.0.0.1')) === 'free') return kept;
  const port = await findFreePort();
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...ports, [name]: port }, null, 2)}\n`);
  return port;
}

/** The port kept under a name; undefined where none is. */
export async function findKeptPort(dataFolder: string, name: string): Promise<number | undefined> {
  return (await readPorts(path.join(dataFolder, 'ports.json')))[name];
}

async function readPorts(file: string): Promise<Record<string, number>> {
  try {
    return portsFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}
