import { appendFileSync, existsSync, openSync, readSync, closeSync, renameSync, statSync } from 'node:fs';

const MAX_BYTES = 10 * 1024 * 1024;
const KEPT_FILES = 3;

/**
 * An appending log that is turned over at 10 MiB; write(chunk) is synchronous so that the last line before a crash is kept.
 * A full disk costs log lines, which are counted, and stops nothing.
 */
export function openLogFile(path) {
  let size = existsSync(path) ? statSync(path).size : 0;
  let lost = 0;
  const append = (chunk) => {
    if (size > MAX_BYTES) size = turnOver(path);
    appendFileSync(path, chunk, { mode: 0o600 });
    size += Buffer.byteLength(chunk);
  };
  return {
    path,
    write(chunk) {
      try {
        if (lost > 0) append(`… ${lost} writes to this log were lost\n`);
        append(chunk);
        lost = 0;
      } catch {
        lost += 1;
      }
    },
  };
}

/** The last lines of a log, for the message of a failed step. */
export function lastLines(path, count = 15) {
  if (!existsSync(path)) return '';
  const size = statSync(path).size;
  const buffer = Buffer.alloc(Math.min(size, 32 * 1024));
  const file = openSync(path, 'r');
  try {
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
  } finally {
    closeSync(file);
  }
  return buffer.toString('utf8').trimEnd().split('\n').slice(-count).join('\n');
}

function turnOver(path) {
  for (let number = KEPT_FILES - 1; number >= 1; number--) {
    if (existsSync(`${path}.${number}`)) renameSync(`${path}.${number}`, `${path}.${number + 1}`);
  }
  renameSync(path, `${path}.1`);
  return 0;
}
