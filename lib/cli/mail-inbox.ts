import http from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import PostalMime, { type Address } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { listPage, messagePage } from './mail-inbox-pages.ts';

/** A message as the inbox keeps it. */
export type InboxMessage = {
  id: string;
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments: { name: string; type: string; size: number }[];
};

export type MailInbox = {
  /** Address for `SMTP_URL`. */
  smtpUrl: string;
  /** Address of the page that shows the messages. */
  url: string;
  /** The messages kept, the newest first; only those to an address if one is given. */
  messages(to?: string): InboxMessage[];
  /** Waits for the next message to an address that satisfies the test; one already there counts. */
  waitFor(to: string, matches?: (message: InboxMessage) => boolean, milliseconds?: number): Promise<InboxMessage>;
  clear(): void;
  stop(): Promise<void>;
};

const largestMessage = 30 * 1024 * 1024;

/**
 * A mail server for the demonstration and the tests: takes every message on the loopback address, delivers none, keeps
 * the last 500 (or `keep`) in memory and shows them on a page. Port 0 lets the system choose.
 */
export async function startMailInbox({ smtpPort = 0, webPort = 0, keep = 500 } = {}): Promise<MailInbox> {
  const messages: InboxMessage[] = [];
  const listeners = new Set<() => void>();
  let count = 0;

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: largestMessage,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        count += 1;
        const envelope = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
        parseMessage(String(count), Buffer.concat(chunks), envelope).then(
          (message) => {
            messages.unshift(message);
            messages.length = Math.min(messages.length, keep);
            for (const listener of listeners) listener();
            callback(null);
          },
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
  // A client that hangs up in the middle of a message is no concern of the inbox.
  smtp.on('error', () => {});
  // Short answers wait 40 ms for company otherwise, several times a message.
  smtp.server.on('connection', (socket: Socket) => socket.setNoDelay(true));

  const messagesTo = (to?: string) =>
    to === undefined ? [...messages] : messages.filter((message) => message.to.includes(to.toLowerCase()));
  const web = http.createServer((request, response) => send(response, replyTo(request, messagesTo)));
  await listen(smtp.server, smtpPort);
  try {
    await listen(web, webPort);
  } catch (error) {
    smtp.server.close();
    throw error;
  }

  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    url: `http://127.0.0.1:${portOf(web)}`,
    messages: messagesTo,
    waitFor: (to, matches = () => true, milliseconds = 10_000) =>
      waitForMessage(listeners, () => messagesTo(to).find(matches), to, milliseconds),
    clear: () => {
      messages.length = 0;
    },
    stop: async () => {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      web.closeAllConnections();
      await new Promise<void>((resolve) => web.close(() => resolve()));
    },
  };
}

async function parseMessage(id: string, raw: Buffer, envelope: string[]): Promise<InboxMessage> {
  const mail = await PostalMime.parse(raw);
  return {
    id,
    receivedAt: new Date().toISOString(),
    from: mail.from ? formatAddress(mail.from) : '',
    to: envelope,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    attachments: mail.attachments.map((attachment) => ({
      name: attachment.filename ?? '',
      type: attachment.mimeType,
      size: typeof attachment.content === 'string' ? attachment.content.length : attachment.content.byteLength,
    })),
  };
}

function formatAddress(address: Address): string {
  return address.name ? `${address.name} <${address.address ?? ''}>` : (address.address ?? '');
}

type Reply = { status: number; type: string; body: string };

function replyTo(request: http.IncomingMessage, messagesTo: (to?: string) => InboxMessage[]): Reply {
  // A page of another site that resolves its own name to this machine must not read the messages.
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) return plain(403, 'Loopback only.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Read only.');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const to = url.searchParams.get('to')?.trim() || undefined;
  if (url.pathname === '/') return html(listPage(messagesTo(to), to));
  if (url.pathname === '/api/messages') {
    return { status: 200, type: 'application/json', body: JSON.stringify(messagesTo(to)) };
  }
  const [, kind, id] = /^\/(messages|raw)\/(\d+)$/.exec(url.pathname) ?? [];
  const message = messagesTo().find((candidate) => candidate.id === id);
  if (!message) return plain(404, 'No such page or message.');
  return html(kind === 'raw' ? message.html : messagePage(message));
}

function plain(status: number, body: string): Reply {
  return { status, type: 'text/plain', body };
}

function html(body: string): Reply {
  return { status: 200, type: 'text/html', body };
}

function send(response: http.ServerResponse, { status, type, body }: Reply): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'",
  });
  response.end(body);
}

function waitForMessage(
  listeners: Set<() => void>,
  find: () => InboxMessage | undefined,
  to: string,
  milliseconds: number,
): Promise<InboxMessage> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const message = find();
      if (!message) return;
      clearTimeout(timer);
      listeners.delete(look);
      resolve(message);
    };
    const timer = setTimeout(() => {
      listeners.delete(look);
      reject(new Error(`No such message to ${to} came within ${milliseconds} ms.`));
    }, milliseconds);
    listeners.add(look);
    look();
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen.');
  return address.port;
}
