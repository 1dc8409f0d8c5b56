import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');

// one file starts in a tenth of a second; the aliases come from tsconfig.json
await build({
  entryPoints: [path.join(ROOT, 'apps/cli/src/main.ts')],
  outfile: path.join(ROOT, 'dist/cli/jujube.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  tsconfig: path.join(ROOT, 'tsconfig.json'),
  minifySyntax: true,
  legalComments: 'none',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
