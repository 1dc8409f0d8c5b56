import { ESLint } from 'eslint';
import { isSpec, ROOT, sourceFiles } from './architecture/source-file.js';

const SHELL = /\bshell: true\b|\bexecSync\b|\bimport \{[^}]*\bexec\b[^}]*\} from 'node:child_process'/;

describe('a shell', () => {
  it.each([
    `import { exec } from 'node:child_process'; exec('ls');`,
    `import { execSync } from 'node:child_process'; execSync('ls');`,
    `import childProcess from 'child_process'; childProcess.exec('ls');`,
    `import { spawn } from 'node:child_process'; spawn('ls', [], { shell: true });`,
  ])('SEC-01: is refused by the linter: %s', async (code) => {
    const [result] = await new ESLint({ cwd: ROOT }).lintText(code, { filePath: 'scripts/new.mjs' });
    expect(result!.messages.map(({ message }) => message)).toContainEqual(expect.stringContaining('No shell'));
  });

  it('SEC-01: is nowhere in our sources', () => {
    const ours = [...sourceFiles('apps'), ...sourceFiles('libs')].filter((file) => !isSpec(file));
    expect(ours.filter(({ text }) => SHELL.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('every process', () => {
  it.each(['api', 'builder', 'router', 'scheduler'])(
    'SEC-33: %s drops what would change libraries silently, first of all',
    (app) => {
      const { text } = sourceFiles(`apps/${app}`).find(({ path }) => path === `apps/${app}/src/main.ts`)!;
      const first = /^(?!import|const [A-Z_]+ =|\/\/|\/\*|$).*/m.exec(text)?.[0];
      expect(first).toBe('scrubEnvironment(process.env);');
    },
  );
});
