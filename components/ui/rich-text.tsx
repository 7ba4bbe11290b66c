import type { ReactNode } from 'react';
import { TextLink } from './text-link.tsx';

/** The tags that long texts may use in their messages: `t.rich('body', richText)`. */
export const richText = {
  p: (words: ReactNode) => <p>{words}</p>,
  ul: (words: ReactNode) => <ul>{words}</ul>,
  li: (words: ReactNode) => <li>{words}</li>,
  strong: (words: ReactNode) => <strong>{words}</strong>,
  mail: (words: ReactNode) => (
    <a className="link" href={`mailto:${plain(words)}`}>
      {words}
    </a>
  ),
  external: (words: ReactNode) => (
    <a className="link" href={`https://${plain(words)}`} rel="external noreferrer">
      {words}
    </a>
  ),
  contact: (words: ReactNode) => <TextLink href="/contact">{words}</TextLink>,
  privacy: (words: ReactNode) => <TextLink href="/privacy">{words}</TextLink>,
};

/** What stands between the tags, where it is both the text and the address. */
function plain(words: ReactNode): string {
  return Array.isArray(words) ? words.map(plain).join('') : typeof words === 'string' ? words : '';
}
