import { versionText } from './version.js';

/** `jujube`: the command language at a terminal. Asked for its version alone, it loads and looks at nothing. */
const words = process.argv.slice(2);
const [first = '', second] = words;
const isAlone = words.length === 1 || (words.length === 2 && second === '--json');
if (isAlone && (first === '--version' || first === '-v' || first === 'version')) {
  process.stdout.write(`${second === undefined ? versionText() : JSON.stringify({ version: versionText() })}\n`);
} else {
  const { runCli } = await import('./run-cli.js');
  process.exitCode = await runCli(words);
}
