import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DataSource } from 'typeorm';

/** Words that must stand nowhere, by what they are called in the finding. */
export type Secrets = Readonly<Record<string, string>>;

/** Where secrets stand, one line each: `the admin's token in table tokens`. */
export type Findings = string[];

/** Finds secrets as they are, and as base64 or hexadecimal text (bytea columns print so). */
export function findSecrets(text: string | Buffer, secrets: Secrets, where: string): Findings {
  const found = Object.entries(secrets).filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)));
  return found.map(([name]) => `${name} in ${where}`);
}

// base64 of what follows unknown bytes begins at one of three offsets; its first and last characters hold other bits too
function formsOf(secret: string): string[] {
  const shifted = [0, 1, 2].map((offset) => Buffer.from('.'.repeat(offset) + secret).toString('base64'));
  return [secret, Buffer.from(secret).toString('hex'), ...shifted.map((form) => form.slice(4, -4))];
}

/** Every row of every table, as text. */
export async function searchTables(
  database: DataSource,
  secrets: Secrets,
): Promise<{ tables: string[]; found: Findings }> {
  const rows: { name: string }[] = await database.query(TABLES);
  const tables = rows.map(({ name }) => name);
  const found: Findings = [];
  for (const table of tables) {
    const content: { text: string }[] = await database.query(`select t::text as text from ${table} t`);
    for (const { text } of content) found.push(...findSecrets(text, secrets, `table ${table}`));
  }
  return { tables, found };
}

/** Arguments of every process of this machine, as `ps` shows them to everybody. */
export async function searchCommandLines(secrets: Secrets): Promise<Findings> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.flatMap((line) => findSecrets(line, secrets, `the arguments of ${line.split('\0', 1)[0]}`));
}

/** Every file below a directory but those that are left out; a file that only its owner may read can be allowed to know. */
export async function searchFiles(directory: string, secrets: Secrets, leaveOut: RegExp): Promise<Findings> {
  const files = await filesOf(await readdir(directory, { withFileTypes: true }));
  const found: Findings = [];
  for (const file of files.filter((name) => !leaveOut.test(name))) {
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    found.push(...findSecrets(content, secrets, path.relative(directory, file)));
  }
  return found;
}

// not readdir's own recursion: it fails when a directory goes meanwhile, as those of containers do
async function filesOf(entries: readonly Dirent[]): Promise<string[]> {
  const below = entries.map(async (entry) => {
    const name = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) return [name];
    return entry.isDirectory() ? filesOf(await readdir(name, { withFileTypes: true }).catch(nothingIfGone)) : [];
  });
  return (await Promise.all(below)).flat();
}

function nothingIfGone(error: NodeJS.ErrnoException): Dirent[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

export async function isPrivate(file: string): Promise<boolean> {
  return ((await stat(file)).mode & 0o077) === 0;
}

const TABLES = `
select format('%I.%I', table_schema, table_name) as name from information_schema.tables
where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`;
