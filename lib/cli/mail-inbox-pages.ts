import type { InboxMessage } from './mail-inbox.ts';

/** Pages for whoever tries the demonstration out; the portal's own words and languages are in the messages themselves. */

export function listPage(messages: readonly InboxMessage[], to: string | undefined): string {
  const rows = messages.map(
    (message) => `<tr>
      <td><a href="/messages/${message.id}">${escapeHtml(message.subject || 'No subject')}</a></td>
      <td>${escapeHtml(message.to.join(', '))}</td>
      <td><time datetime="${message.receivedAt}">${escapeHtml(timeOf(message))}</time></td>
    </tr>`,
  );
  const table = `<table>
      <thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Received</th></tr></thead>
      <tbody>${rows.join('\n')}</tbody>
    </table>`;
  const empty = to
    ? `<p>No message to ${escapeHtml(to)} yet. <a href="/">All messages</a></p>`
    : '<p>No message yet. Whatever the portal sends in the demonstration arrives here and nowhere else.</p>';
  return page(
    'Mail inbox',
    `<h1>Mail inbox</h1>
    <form method="get" action="/" role="search">
      <label for="to">Messages to</label>
      <input id="to" name="to" type="text" inputmode="email" autocomplete="off" value="${escapeHtml(to ?? '')}">
      <button>Show</button>
    </form>
    ${messages.length === 0 ? empty : table}`,
  );
}

export function messagePage(message: InboxMessage): string {
  const attachments = message.attachments.map(
    ({ name, type, size }) => `<li>${escapeHtml(name || 'without a name')} (${escapeHtml(type)}, ${size} bytes)</li>`,
  );
  return page(
    message.subject || 'No subject',
    `<p><a href="/">All messages</a></p>
    <h1>${escapeHtml(message.subject || 'No subject')}</h1>
    <dl>
      <dt>From</dt><dd>${escapeHtml(message.from)}</dd>
      <dt>To</dt><dd>${escapeHtml(message.to.join(', '))}</dd>
      <dt>Received</dt><dd><time datetime="${message.receivedAt}">${escapeHtml(timeOf(message))}</time></dd>
    </dl>
    ${attachments.length === 0 ? '' : `<h2>Attachments</h2><ul>${attachments.join('')}</ul>`}
    <h2>Text</h2>
    <div class="text" data-testid="text">${linked(message.text)}</div>
    ${message.html === '' ? '' : `<h2>As laid out</h2><iframe title="The message as laid out" src="/raw/${message.id}" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>`}`,
  );
}

function timeOf(message: InboxMessage): string {
  return new Date(message.receivedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}

function linked(text: string): string {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  const marked = parts.map((part, index) =>
    index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
  );
  return marked.join('');
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 18px/1.5 ui-sans-serif, system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #17202a; background: #fff; }
  a { color: #0b4f6c; }
  :focus-visible { outline: 3px solid #0b4f6c; box-shadow: 0 0 0 6px #ffd447; }
  table { border-collapse: collapse; width: 100%; font-size: 16px; }
  th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #cdd3d8; vertical-align: top; overflow-wrap: anywhere; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 1rem 0; }
  input, button { font: inherit; padding: .5rem; min-height: 44px; border: 1px solid #4a5563; }
  dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
  .text { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 68ch; padding: 1rem; border: 1px solid #cdd3d8; }
  iframe { width: 100%; height: 40rem; border: 1px solid #cdd3d8; background: #fff; }
  @media (prefers-color-scheme: dark) { body { color: #eef1f3; background: #12181d; } a { color: #8fd0ee; } }
</style>
</head>
<body><main>
${body}
</main></body>
</html>`;
}
