import { readFileSync } from 'node:fs';
import { runProgram } from './run-program.mjs';

/** Takes away every mount below a directory, the deepest first. */
export async function unmountBelow(directory) {
  const points = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => unescaped(line.split(' ')[1] ?? ''));
  const below = points
    .filter((point) => point.startsWith(`${directory}/`))
    .sort()
    .reverse();
  for (const point of below) await runProgram(['umount', '-l', point], { okCodes: [0, 1, 32], timeoutMs: 10_000 });
}

// the kernel writes spaces and the like as octal
function unescaped(text) {
  return text.replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8)));
}
