import { versionText } from './version.js';

/** `jujube`: the command language at a terminal. Asked for its version alone, it loads and looks at nothing. */
const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === '--version' || words[0] === '-v' || words[0] === 'version')) {
  process.stdout.write(`${versionText()}\n`);
} else {
  const { runCli } = await import('./run-cli.js');
  process.exitCode = await runCli(words);
}
