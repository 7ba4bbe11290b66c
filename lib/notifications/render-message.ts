import { createTranslator } from 'next-intl';
import type { Language } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { regionalTag } from '#lib/i18n/regional.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';

/*
 * A message is its words (`mail.<template>.subject` and `.body`) with its params and secrets as arguments, between the
 * frame that all share. In a body, an empty line ends a paragraph, and a line `[Label]({link})` is a link: in plain
 * text its label and address, in HTML a link. Arguments named `at`, `…At` or `…On` may be ISO texts and can be used as
 * dates: `{startsAt, date, ::EEEEdMMMM}`, `{startsAt, time, short}`. `{portal}` is the first page in the language.
 *
 * Arguments may be what a stranger typed. They are escaped, and only addresses of the portal itself become links.
 */

export type RenderedMessage = { readonly subject: string; readonly text: string; readonly html: string };

export type MessageWords = {
  readonly template: string;
  readonly language: Language;
  readonly values: Readonly<Record<string, string | number>>;
};

/** @throws where the language has no such words, or a value they name is missing. */
export async function renderMessage({ template, language, values }: MessageWords): Promise<RenderedMessage> {
  const t = createTranslator({
    locale: regionalTag(language),
    messages: await loadMessages(language),
    timeZone: businessTimeZone,
    onError: (error) => {
      throw error;
    },
  });
  const own = { portal: portalUrl(`/${language}`) };
  const given = Object.fromEntries(
    Object.entries({ ...own, ...values }).map(([name, value]) => [name, argument(name, value)]),
  );
  const subject = t(`mail.${template}.subject`, given).replace(/\s+/g, ' ');
  const paragraphs = [
    t('mail.frame.greeting'),
    ...t(`mail.${template}.body`, given).split(/\n{2,}/),
    t('mail.frame.closing'),
  ].map((paragraph) => paragraph.split('\n').map(parseLine));
  const contact = portalUrl(`/${language}/contact`);
  const footer = t('mail.frame.footer', { contact });
  return {
    subject,
    text: asText(paragraphs, footer),
    html: asHtml(language, subject, paragraphs, { footer, contact }),
  };
}

function argument(name: string, value: string | number): string | number | Date {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return value;
  // A day is taken at noon, so that no zone moves it.
  const instant =
    name === 'at' || name.endsWith('At')
      ? new Date(value)
      : name.endsWith('On')
        ? new Date(`${value}T12:00:00Z`)
        : undefined;
  return instant === undefined || Number.isNaN(instant.getTime()) ? value : instant;
}

type Line = { readonly text: string; readonly href?: string };

function parseLine(line: string): Line {
  const [, label, href] = /^\[([^\]]+)\]\((\S+)\)$/.exec(line) ?? [];
  if (label !== undefined && href !== undefined && leadsHere(href)) return { text: label, href };
  return leadsHere(line) ? { text: line, href: line } : { text: line };
}

function leadsHere(address: string): boolean {
  return !/\s/.test(address) && address.startsWith(portalUrl('/'));
}

function asText(paragraphs: readonly (readonly Line[])[], footer: string): string {
  const lines = ({ text, href }: Line) => (href === undefined || href === text ? text : `${text}\n${href}`);
  const body = paragraphs.map((paragraph) => paragraph.map(lines).join('\n')).join('\n\n');
  // The sign that mail programs know: what follows two dashes and a blank belongs to no message in particular.
  return `${body}\n\n-- \n${footer}\n`;
}

function asHtml(
  language: Language,
  subject: string,
  paragraphs: readonly (readonly Line[])[],
  { footer, contact }: { readonly footer: string; readonly contact: string },
): string {
  const link = (href: string, text: string) =>
    `<a href="${escapeHtml(href)}" style="color:#0b4f6c;font-weight:600">${escapeHtml(text)}</a>`;
  const lines = ({ text, href }: Line) => (href === undefined ? escapeHtml(text) : link(href, text));
  const body = paragraphs.map((paragraph) => `<p style="margin:0 0 1em">${paragraph.map(lines).join('<br>')}</p>`);
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#17202a;font:18px/1.5 system-ui,sans-serif">
<main style="max-width:36em">
<h1 style="font-size:22px;line-height:1.3;margin:0 0 1em">${escapeHtml(subject)}</h1>
${body.join('\n')}
</main>
<footer style="max-width:36em;border-top:1px solid #cdd3d8;padding-top:12px;font-size:15px;color:#4a5563"><p>${footer.split(contact).map(escapeHtml).join(link(contact, contact))}</p></footer>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
