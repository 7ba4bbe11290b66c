import sax from 'sax';
import { FileRefused } from './file-refused.ts';
import { fileLimits } from './limits.ts';
import type { Part, Parts } from './zip-parts.ts';

/* The XML within a spreadsheet, as it streams by: no more of it is held than a tag and a text, however it was made. */

/** What is done with what is found. */
export type Handlers = {
  readonly open?: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** Reads a part to its end, of those that are never large; one that is not there has nothing. */
export async function readPart(parts: Parts, path: string, handlers: Handlers): Promise<void> {
  const part = parts.get(path);
  if (!part) return;
  if (part.unpackedBytes > fileLimits.sheetPartBytes) throw sheetTooLarge();
  for await (const _ of blocksRead(part, handlers));
}

/** Far above what stands within each other in a workbook, or in one tag of it; the parser holds them all. */
const depthAtMost = 64;
const attributesAtMost = 256;

/** Reads a part, and gives block by block how many bytes they were. */
export async function* blocksRead(part: Part, handlers: Handlers): AsyncGenerator<number, undefined> {
  const parser = sax.parser(true, { position: false });
  let failed = false;
  let [depth, attributesFound] = [0, 0];
  parser.onerror = () => {
    failed = true;
  };
  parser.onattribute = () => {
    attributesFound += 1;
    if (attributesFound > attributesAtMost) throw new FileRefused('sheet-damaged');
  };
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth > depthAtMost) throw new FileRefused('sheet-damaged');
    attributesFound = 0;
    handlers.open?.({ name, attributes: plain(attributes) });
  };
  parser.ontext = (text) => handlers.text?.(text);
  parser.oncdata = (text) => handlers.text?.(text);
  parser.onclosetag = (name) => {
    depth -= 1;
    handlers.close?.(name);
  };
  const decoder = new TextDecoder();
  for await (const block of part.read()) {
    // It looks by its position how much it holds of a text, which it gives then, or of anything else, which is an error:
    // as positions are not counted, it is told to look after each block.
    Object.assign(parser, { position: 0, bufferCheckPosition: 0 });
    parser.write(decoder.decode(block, { stream: true }));
    if (failed) throw new FileRefused('sheet-damaged');
    yield block.length;
  }
  parser.close();
  if (failed) throw new FileRefused('sheet-damaged');
}

/** Attributes are plain text: the parser is not asked to look at namespaces. */
function plain(attributes: Record<string, string | sax.QualifiedAttribute>): Readonly<Record<string, string>> {
  return attributes as Record<string, string>;
}

/** A name without its namespace's prefix. */
export function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

export function sheetTooLarge(): FileRefused {
  return new FileRefused('sheet-too-large', { megabytes: fileLimits.sheetBytes / 1_024 / 1_024 });
}
