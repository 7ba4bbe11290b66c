import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What the schema files say of tables: whose each is, by the name of its file, and how Prisma calls it. */
export type Tables = {
  readonly ownerOf: ReadonlyMap<string, string>;
  readonly byModel: ReadonlyMap<string, string>;
  /** Tables that a relation of this name leads to, for writes nested in another's. */
  readonly byRelation: ReadonlyMap<string, ReadonlySet<string>>;
};

export function readTables(folder: string): Tables {
  const models = readdirSync(folder)
    .filter((file) => file.endsWith('.prisma'))
    .flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return [...text.matchAll(/^model (\w+) \{(.*?)^\}/gms)].map(([, name = '', body = '']) => ({
        name,
        body,
        owner: path.basename(file, '.prisma'),
        table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
      }));
    });
  const tableOf = new Map(models.map(({ name, table }) => [name, table]));
  const byRelation = new Map<string, Set<string>>();
  for (const [, field = '', type = ''] of models.flatMap(({ body }) => [...body.matchAll(/^ +(\w+) +(\w+)/gm)])) {
    const table = tableOf.get(type);
    if (table) byRelation.set(field, (byRelation.get(field) ?? new Set()).add(table));
  }
  return {
    ownerOf: new Map(models.map(({ table, owner }) => [table, owner])),
    byModel: new Map(models.map(({ name, table }) => [name.charAt(0).toLowerCase() + name.slice(1), table])),
    byRelation,
  };
}

const statement =
  /\b(?:INSERT\s+INTO|(?<!\b(?:DO|FOR|KEY)\s+)UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?|COPY)\s+(?:ONLY\s+)?(?:"?public"?\.)?"?(\w+)/gi;
/** As the code writes SQL, in capitals: a table whose name is put in when it runs. */
const unnamed =
  /\b(?:INSERT\s+INTO|(?<!\b(?:DO|FOR|KEY)\s+)UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?|COPY)\s+(?:ONLY\s+)?"?(?:\$\{|$)/;

const command =
  /^(?:create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;
const nested = /^(?:create|createMany|connectOrCreate|update|updateMany|upsert|delete|deleteMany)$/;

/** A table that is named only when the code runs: nobody can tell whose it is. */
export const unnamedTable = 'a table named by an expression';

/** The tables of the schema that a file writes: in SQL within its strings, by `copyRows`, or by Prisma. */
export function writtenTables(file: string, text: string, tables: Tables): ReadonlySet<string> {
  const written = new Set<string>();
  const add = (table: string | undefined) => {
    if (table !== undefined && tables.ownerOf.has(table)) written.add(table);
  };
  const visit = (node: ts.Node): void => {
    const words = wordsOf(node);
    if (words !== undefined) {
      for (const [, table] of words.matchAll(statement)) add(table?.toLowerCase());
      if (unnamed.test(words)) written.add(unnamedTable);
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: model, name } = node.expression;
      if (command.test(name.text)) add(tables.byModel.get(lastNameOf(model)));
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'copyRows') {
      const table = node.arguments[1];
      if (table && ts.isStringLiteralLike(table)) add(table.text);
      else written.add(unnamedTable);
    }
    if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.initializer)) {
      const names = node.initializer.properties.map((property) => property.name?.getText(parsed) ?? '');
      if (names.some((name) => nested.test(name))) {
        for (const table of tables.byRelation.get(node.name.getText(parsed)) ?? []) add(table);
      }
    }
    ts.forEachChild(node, visit);
  };
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  visit(parsed);
  return written;
}

/** A string as it is written, with `${}` for what is put in; undefined for what is none. */
function wordsOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `\${}${literal.text}`).join('');
}

function lastNameOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}
