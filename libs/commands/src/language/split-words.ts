import { UsageError } from './usage-error.js';

const MAX_LENGTH = 8192;

/**
 * Splits a line into words the way a POSIX shell quotes them (single and double quotes, backslash), and does nothing else
 * that a shell does: `$`, `;`, `|`, `>`, `*` and backticks are ordinary characters.
 */
export function splitWords(line: string): string[] {
  if (line.length > MAX_LENGTH) throw new UsageError(`The line is longer than ${MAX_LENGTH} characters.`);
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (isBlank(line[at])) {
      at += 1;
      continue;
    }
    const [word, end] = readWord(line, at);
    words.push(word);
    at = end;
  }
  return words;
}

type Read = [text: string, end: number];

function readWord(line: string, start: number): Read {
  let word = '';
  let at = start;
  while (at < line.length && !isBlank(line[at])) {
    const [part, end] = readPart(line, at);
    word += part;
    at = end;
  }
  return [word, at];
}

function readPart(line: string, at: number): Read {
  const character = line[at] ?? '';
  if (character === "'") return readSingleQuoted(line, at + 1);
  if (character === '"') return readDoubleQuoted(line, at + 1);
  if (character !== '\\') return [character, at + 1];
  if (at + 1 >= line.length)
    throw new UsageError('The line ends in a backslash: there is nothing behind it to escape.');
  return [line[at + 1] ?? '', at + 2];
}

function readSingleQuoted(line: string, start: number): Read {
  const end = line.indexOf("'", start);
  if (end < 0) throw new UsageError(`The quote (') at character ${start} is not closed.`);
  return [line.slice(start, end), end + 1];
}

function readDoubleQuoted(line: string, start: number): Read {
  let text = '';
  for (let at = start; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '"') return [text, at + 1];
    const next = line[at + 1] ?? '';
    const isEscape = character === '\\' && (next === '"' || next === '\\');
    text += isEscape ? next : character;
    if (isEscape) at += 1;
  }
  throw new UsageError(`The quote (") at character ${start} is not closed.`);
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}
