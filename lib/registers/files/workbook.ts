import { FileRefused } from './file-refused.ts';
import { fileLimits } from './limits.ts';
import { blocksRead, type Handlers, local, readPart, sheetTooLarge } from './sheet-xml.ts';
import type { Part, Parts } from './zip-parts.ts';

/** A sheet of a workbook, by its name. */
export type NamedPart = { readonly name: string; readonly part: Part };

/**
 * The only visible one with values; the first where none has any.
 * @throws FileRefused where several have, or the workbook is damaged
 */
export async function sheetOfData(parts: Parts): Promise<NamedPart> {
  const sheets = await visibleSheets(parts);
  const [first, ...others] = sheets;
  if (!first) throw new FileRefused('sheet-damaged');
  if (others.length === 0) return first;
  const found: NamedPart[] = [];
  let left = looksAtMost * fileLimits.sheetLookBytes;
  for (const sheet of sheets) {
    if (found.length >= sheetsNamed) break;
    const { values, bytes } = await lookAt(sheet.part);
    if (values) found.push(sheet);
    left -= bytes;
    if (left < 0) throw sheetTooLarge();
  }
  if (found.length > 1) throw new FileRefused('sheet-several', { sheets: found.map(({ name }) => name).join('/') });
  return found[0] ?? first;
}

/** So many are told of a workbook that has several. */
const sheetsNamed = 5;

/** All sheets together are looked at no further than so many whole looks, however many only format cells. */
const looksAtMost = 4;

/** Far more than a workbook for people has. */
const sheetsAtMost = 1_000;

async function visibleSheets(parts: Parts): Promise<readonly NamedPart[]> {
  const sheets: { readonly name: string; readonly id: string }[] = [];
  await readPart(parts, 'xl/workbook.xml', {
    open: ({ name, attributes }) => {
      if (local(name) !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      if (sheets.length >= sheetsAtMost) throw new FileRefused('sheet-damaged');
      const id = Object.entries(attributes).find(([key]) => local(key) === 'id')?.[1];
      sheets.push({ name: shown(attributes.name ?? ''), id: id ?? '' });
    },
  });
  const ids = new Set(sheets.map(({ id }) => id));
  const targets = new Map<string, string>();
  await readPart(parts, 'xl/_rels/workbook.xml.rels', {
    open: ({ name, attributes: { Id: id, Target: target } }) => {
      if (local(name) !== 'Relationship' || id === undefined || target === undefined || !ids.has(id)) return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return sheets.map(({ name, id }) => {
    const part = parts.get(targets.get(id) ?? '');
    if (!part) throw new FileRefused('sheet-damaged');
    return { name, part };
  });
}

/**
 * Whether a sheet has values, and how many bytes of it were read: no further than its first; one that only formats so many
 * cells is not looked through to its end.
 */
async function lookAt(sheet: Part): Promise<{ readonly values: boolean; readonly bytes: number }> {
  let [inCell, found, bytes] = [false, false, 0];
  const look: Handlers = {
    open: ({ name }) => {
      if (local(name) === 'c') inCell = true;
      if (local(name) === 'f' && inCell) found = true;
    },
    text: (text) => {
      if (inCell && text.trim() !== '') found = true;
    },
    close: (name) => {
      if (local(name) === 'c') inCell = false;
    },
  };
  for await (const block of blocksRead(sheet, look)) {
    bytes += block;
    if (found || bytes >= fileLimits.sheetLookBytes) return { values: true, bytes };
  }
  return { values: found, bytes };
}

/** What a workbook calls something, as it can be kept and shown. */
export function shown(name: string): string {
  return name
    .replace(/\p{Cc}/gu, '')
    .slice(0, 100)
    .toWellFormed();
}
