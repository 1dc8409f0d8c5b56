import path from 'node:path';
import { pathToFileURL } from 'node:url';

const SCRIPTS = path.resolve(import.meta.dirname, '../../scripts');

/** A module of scripts/ (plain JavaScript, so the caller says its types). */
export async function machinePart<T>(file: string): Promise<T> {
  return (await import(pathToFileURL(path.join(SCRIPTS, file)).href)) as T;
}
