import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The root of the repository. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** from the root, with slashes: `libs/core/src/release/release.ts` */
  readonly path: string;
  /** `libs/core`, `apps/api`, `test`, `scripts` */
  readonly project: string;
  readonly text: string;
  /** what it names after `from`, in `import()` and in `import type` */
  readonly imports: readonly string[];
}

const SKIPPED = new Set(['node_modules', 'dist', 'fixtures', '.jujube']);

/** Every source file below the folder, read once. */
export function sourceFiles(folder: string): SourceFile[] {
  return listFiles(folder)
    .filter((file) => /\.(ts|mjs|js)$/.test(file))
    .map(readSource);
}

/** Files below a folder of the repository, from the root. */
export function listFiles(folder: string): string[] {
  const entries = readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const below = `${folder}/${entry.name}`;
    return entry.isDirectory() ? listFiles(below) : [below];
  });
}

/** The file that an import of ours means; undefined for packages and for files that do not exist. */
export function resolveImport(from: SourceFile, name: string): string | undefined {
  const alias = /^@jujube\/([^/]+)\/(.+)\.js$/.exec(name);
  if (alias) return `libs/${alias[1]}/src/${alias[2]}.ts`;
  if (!name.startsWith('.')) return undefined;
  const resolved = path.posix.join(path.posix.dirname(from.path), name);
  return from.path.endsWith('.ts') ? resolved.replace(/\.js$/, '.ts') : resolved;
}

export function projectOf(file: string): string {
  const [top, name] = file.split('/');
  return top === 'apps' || top === 'libs' ? `${top}/${name}` : top!;
}

/** `@nestjs/cqrs` of `@nestjs/cqrs/dist/x`; undefined for our own files and Node's modules. */
export function packageOf(name: string): string | undefined {
  if (name.startsWith('.') || name.startsWith('@jujube/') || name.startsWith('node:')) return undefined;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

export function isSpec({ path: file }: SourceFile): boolean {
  return /\.(spec|e2e-spec)\.ts$/.test(file) || /^(apps|libs)\/[^/]+\/spec\//.test(file);
}

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return { path: file, project: projectOf(file), text, imports };
}
