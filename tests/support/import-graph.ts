import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The source files of the project, by their path from its root. */
export type Tree = ReadonlyMap<string, string>;

export interface Import {
  /** A path from the root for a file of the project, otherwise the name as it is written, such as `node:fs`. */
  readonly target: string;
  readonly inProject: boolean;
  /** Gone once the types are stripped. `import { type A }` is not: the module itself is still loaded. */
  readonly typeOnly: boolean;
}

const source = /\.(ts|tsx|mjs|js)$/;

/** Reads the files under the folders, and the files named. Generated code is left out, since nobody writes it. */
export function readTree(root: string, folders: readonly string[], files: readonly string[] = []): Tree {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && source.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.includes('/generated/')),
  );
  return new Map([...inFolders, ...files].map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

const parsed = new Map<string, readonly Import[]>();

/** Everything a file imports, however it does: import, export from, import(), import types. Parsed once a text. */
export function importsOf(file: string, text: string): readonly Import[] {
  const key = `${file}\n${text}`;
  const imports = parsed.get(key) ?? parse(file, text);
  parsed.set(key, imports);
  return imports;
}

function parse(file: string, text: string): readonly Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier)) imports.push({ ...resolve(file, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isModuleCall(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return imports;
}

function isModuleCall(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function resolve(file: string, specifier: string): Omit<Import, 'typeOnly'> {
  if (specifier.startsWith('.'))
    return { target: path.posix.join(path.posix.dirname(file), specifier), inProject: true };
  if (specifier.startsWith('#')) return { target: specifier.slice(1), inProject: true };
  return { target: specifier, inProject: false };
}

/** Whether a file begins with the directive, as in `'use client'`. */
export function hasDirective(text: string, directive: string): boolean {
  return text.includes(directive) && firstStatement(text) === directive;
}

function firstStatement(text: string): string | undefined {
  const [first] = ts.createSourceFile('directive.tsx', text, ts.ScriptTarget.Latest).statements;
  if (!first || !ts.isExpressionStatement(first) || !ts.isStringLiteral(first.expression)) return undefined;
  return first.expression.text;
}
