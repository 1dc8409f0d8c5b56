// Makes dist/cli/jujube.js, the command-line client in one file: `node scripts/bundle-cli.mjs`.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const clone = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(await readFile(join(clone, 'package.json'), 'utf8'));

await build({
  entryPoints: [join(clone, 'apps/cli/src/main.ts')],
  outfile: join(clone, 'dist/cli/jujube.js'),
  tsconfig: join(clone, 'tsconfig.json'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { JUJUBE_VERSION: JSON.stringify(version) },
  // CommonJS packages (commander, tar-stream) call require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
