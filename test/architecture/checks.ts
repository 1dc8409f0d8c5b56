import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findCycles } from './find-cycles.js';
import { BANNED_WORDS, DOORS, MAX_LINES, MAY_IMPORT, PURE } from './rules.js';
import type { SourceFile } from './source-file.js';
import { isSpec, packageOf, projectOf, resolveImport, ROOT, sourceFiles } from './source-file.js';

const ours = [...sourceFiles('apps'), ...sourceFiles('libs')];
const everything = [...ours, ...sourceFiles('test'), ...sourceFiles('scripts')];

/** By rule, what holds; each check answers where it does not. */
export const CHECKS: Readonly<Record<string, () => string[]>> = {
  'projects import only what the table allows': projectOffences,
  'imports of ours name files that exist': missingFiles,
  'every outside system has one door': doorOffences,
  'pure projects import no package, no module of Node, and know neither time nor chance': impurities,
  'use cases of one noun never import those of another': useCaseOffences,
  'there are no import cycles': () => findCycles(importGraph()).map((cycle) => cycle.join(' <-> ')),
  'there are no barrels': barrels,
  'there is no forwardRef': () => ours.filter(({ text }) => /\bforwardRef\(/.test(text)).map((file) => file.path),
  'files are short': longFiles,
  'every file and folder has a name that says something': emptyNames,
  'every library says in a README what it is for': missingReadmes,
};

function offences(files: readonly SourceFile[], isOffence: (file: SourceFile, imported: string) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((imported) => isOffence(file, imported)).map((imported) => `${file.path} imports ${imported}`),
  );
}

function projectOffences(): string[] {
  return offences(ours, (file, imported) => {
    const target = resolveImport(file, imported);
    if (!target || projectOf(target) === file.project) return false;
    if (isSpec(file) && projectOf(target) === 'test') return false;
    return !imported.startsWith('@jujube/') || !MAY_IMPORT[file.project]?.includes(projectOf(target));
  });
}

function missingFiles(): string[] {
  const known = new Set(everything.map((file) => file.path));
  return offences(ours, (file, imported) => {
    const target = resolveImport(file, imported);
    return target !== undefined && !known.has(target) && !existsSync(path.join(ROOT, target));
  });
}

function doorOffences(): string[] {
  return offences(ours, (file, imported) => {
    const doors = DOORS[packageOf(imported) ?? ''];
    return doors !== undefined && !doors.includes(file.project);
  });
}

const CLOCK_OR_CHANCE =
  /\b(Date\.now|new Date\(\)|Math\.random|process\.(?:env|argv|hrtime|cwd)|performance\.|setTimeout|setInterval|fetch\()/;

function impurities(): string[] {
  const pure = ours.filter((file) => file.project in PURE && !isSpec(file));
  const imports = offences(pure, (file, imported) => {
    return resolveImport(file, imported) === undefined && !PURE[file.project]!.includes(imported);
  });
  const calls = pure.flatMap((file) => {
    const call = CLOCK_OR_CHANCE.exec(file.text);
    return call ? [`${file.path} uses ${call[1]}`] : [];
  });
  return [...imports, ...calls];
}

function useCaseOffences(): string[] {
  const nounOf = (file: string): string | undefined => /^libs\/usecases\/src\/([^/]+)\//.exec(file)?.[1];
  return offences(ours, (file, imported) => {
    const from = nounOf(file.path);
    const to = nounOf(resolveImport(file, imported) ?? '');
    return from !== undefined && to !== undefined && from !== to;
  });
}

function importGraph(): Map<string, string[]> {
  return new Map(
    ours.map((file) => [file.path, file.imports.flatMap((imported) => resolveImport(file, imported) ?? [])]),
  );
}

function barrels(): string[] {
  const isBarrel = (file: SourceFile): boolean =>
    /^export\s[^;=]*?\sfrom\s+['"]/m.test(file.text) || /\/index\.ts$/.test(file.path);
  return ours.filter(isBarrel).map((file) => file.path);
}

function longFiles(): string[] {
  return everything.flatMap((file) => {
    const lines = file.text.split('\n').length - 1;
    return lines > MAX_LINES ? [`${file.path} has more than ${MAX_LINES} lines`] : [];
  });
}

function emptyNames(): string[] {
  const withFolders = (file: string): string[] => file.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'));
  const names = new Set(everything.flatMap((file) => withFolders(file.path)));
  return [...names].filter((name) => {
    const [stem] = path.posix.basename(name).split('.');
    return BANNED_WORDS.includes(stem!.split('-').at(-1)!.toLowerCase()) || /[A-Z ]/.test(stem!);
  });
}

function missingReadmes(): string[] {
  const projects = readdirSync(path.join(ROOT, 'libs')).map((name) => `libs/${name}`);
  return projects.filter((project) => {
    const readme = path.join(ROOT, project, 'README.md');
    return !existsSync(readme) || readFileSync(readme, 'utf8').trim().split('\n').length < 5;
  });
}
