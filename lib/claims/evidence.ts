import { fileTypeFromBuffer } from 'file-type';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { done, type Result } from '#lib/shared/result.ts';
import { hashToken, newToken } from '#lib/shared/secrets.ts';
import { type EvidenceMediaType, evidenceLimits, isEvidenceMediaType } from './schema.ts';

/** A file that may be kept as evidence. */
export type Evidence = {
  readonly fileName: string;
  readonly mediaType: EvidenceMediaType;
  readonly content: Uint8Array<ArrayBuffer>;
};

export type EvidenceProblem = {
  readonly fileName: string;
  readonly code: 'too-big' | 'wrong-type' | 'too-many';
};

/** A file that the server keeps while its form is not yet complete. */
export type KeptEvidence = { readonly id: string; readonly fileName: string; readonly byteSize: number };

/** What a form carries along of its files: the draft's secret, and the ids of the files that stay. */
export type EvidenceDraft = { readonly token: string | undefined; readonly kept: readonly KeptEvidence[] };

const extensions: Record<EvidenceMediaType, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** Tells files by their content, never by their name or by what the browser says they are. An empty control sends an empty file. */
export async function readEvidence(
  files: readonly File[],
): Promise<{ readonly good: readonly Evidence[]; readonly problems: readonly EvidenceProblem[] }> {
  const good: Evidence[] = [];
  const problems: EvidenceProblem[] = [];
  for (const file of files.filter(({ size }) => size > 0)) {
    const fileName = plainName(file.name);
    if (file.size > evidenceLimits.bytes) {
      problems.push({ fileName, code: 'too-big' });
      continue;
    }
    const content = new Uint8Array(await file.arrayBuffer());
    const mediaType = (await fileTypeFromBuffer(content))?.mime;
    if (isEvidenceMediaType(mediaType)) good.push({ fileName: named(fileName, mediaType), mediaType, content });
    else problems.push({ fileName, code: 'wrong-type' });
  }
  return { good, problems };
}

/**
 * Keeps new files beside those of the draft that stay, and lets the others go. What would be the fourth is refused; the
 * same file again is kept once. Without any file no draft is made.
 */
export async function keepEvidence(draft: DraftChange): Promise<KeepingResult> {
  const result = await inTransaction<KeepingResult, never>((tx) => keepIn(tx, draft));
  if (!result.ok) throw new Error('Keeping files is never refused');
  return result.value;
}

type KeepingResult = EvidenceDraft & { readonly problems: readonly EvidenceProblem[] };

type DraftChange = {
  readonly token: string | undefined;
  /** Ids of files of this draft; those of other drafts are ignored. */
  readonly stay: readonly string[];
  readonly add: readonly Evidence[];
  /** How many files the draft may hold: fewer where a claim has some already. */
  readonly places?: number;
};

async function keepIn(tx: Transaction, draft: DraftChange): Promise<Result<KeepingResult, never>> {
  const places = draft.places ?? evidenceLimits.files;
  const known = draft.token === undefined ? null : await findDraft(tx, draft.token);
  if (!known && draft.add.length === 0) return done({ token: undefined, kept: [], problems: [] });

  const token = known && draft.token !== undefined ? draft.token : newToken();
  const draftId = known?.id ?? (await tx.claimDraft.create({ data: { tokenHash: hashToken(token) } })).id;
  await tx.claimAttachment.deleteMany({ where: { draftId, id: { notIn: draft.stay.filter(isId) } } });

  const problems: EvidenceProblem[] = [];
  for (const { fileName, mediaType, content } of draft.add) {
    // The first free place of so many; the same content is not kept a second time.
    const written = await tx.$executeRaw`
        INSERT INTO claim_attachment (draft_id, position, file_name, media_type, byte_size, content)
        SELECT ${draftId}::uuid, place, ${fileName}, ${mediaType}, ${content.byteLength}, ${content}
          FROM generate_series(1, ${places}) AS place
         WHERE NOT EXISTS (SELECT FROM claim_attachment a WHERE a.draft_id = ${draftId}::uuid AND (a.position = place OR a.content = ${content}))
         ORDER BY place LIMIT 1`;
    if (written === 0 && !(await holds(tx, draftId, content))) problems.push({ fileName, code: 'too-many' });
  }
  return done({ token, kept: await keptIn(tx, draftId), problems });
}

/**
 * Moves the files of a draft to a claim, behind those it has, and ends the draft. For further claims of the same form
 * they are copied.
 * @throws by constraint `claim_attachment_three_at_most` where a claim would have a fourth.
 */
export async function attachEvidence(
  tx: Transaction,
  token: string | undefined,
  claimIds: readonly [string, ...string[]],
): Promise<number> {
  const draft = token === undefined ? null : await findDraft(tx, token);
  if (!draft) return 0;
  const [first, ...others] = claimIds;
  for (const claimId of others) {
    await tx.$executeRaw`
      INSERT INTO claim_attachment (claim_id, position, file_name, media_type, byte_size, content)
      SELECT ${claimId}::uuid, position, file_name, media_type, byte_size, content
        FROM claim_attachment WHERE draft_id = ${draft.id}::uuid`;
  }
  const moved = await tx.$executeRaw`
    UPDATE claim_attachment a SET claim_id = ${first}::uuid, draft_id = NULL, position = n.position
      FROM (SELECT id, (SELECT coalesce(max(position), 0) FROM claim_attachment WHERE claim_id = ${first}::uuid)
                       + row_number() OVER (ORDER BY position) AS position
              FROM claim_attachment WHERE draft_id = ${draft.id}::uuid) n
     WHERE a.id = n.id`;
  await tx.claimDraft.delete({ where: { id: draft.id } });
  return moved;
}

type Reader = Pick<Transaction, 'claimDraft' | 'claimAttachment'>;

function findDraft(db: Reader, token: string): Promise<{ id: string } | null> {
  return db.claimDraft.findUnique({ where: { tokenHash: hashToken(token) }, select: { id: true } });
}

function keptIn(db: Reader, draftId: string): Promise<KeptEvidence[]> {
  return db.claimAttachment.findMany({
    where: { draftId },
    select: { id: true, fileName: true, byteSize: true },
    orderBy: { position: 'asc' },
  });
}

async function holds(tx: Transaction, draftId: string, content: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return (await tx.claimAttachment.count({ where: { draftId, content } })) > 0;
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** A name without folders, control characters and what turns the direction of text, at most 100 characters long. */
function plainName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  return (
    base
      .replace(/[\p{C}"<>:|?*]/gu, '')
      .trim()
      .slice(-100) || 'file'
  );
}

/** The name with the ending of what the file is, so that it opens as what it was told to be. */
function named(fileName: string, mediaType: EvidenceMediaType): string {
  const ending = extensions[mediaType];
  const fits = fileName.toLowerCase().endsWith(`.${ending}`) || (ending === 'jpg' && /\.jpeg$/i.test(fileName));
  return fits ? fileName : `${fileName}.${ending}`;
}
