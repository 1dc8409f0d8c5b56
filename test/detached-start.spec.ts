import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { machinePart } from './support/machine-part.js';

interface Detached {
  startDetached(options: {
    state: { logDir: string };
    argv: string[];
    print: (line: string) => void;
    script: string;
  }): Promise<number>;
}

const { startDetached } = await machinePart<Detached>('machine/platform/detached.mjs');

describe('npm start -- --detach', () => {
  const logDir = mkdtempSync(path.join(tmpdir(), 'detached-'));
  const script = path.join(logDir, 'child.mjs');
  const runs = async (code: string) => {
    writeFileSync(script, code);
    const lines: string[] = [];
    const rc = await startDetached({ state: { logDir }, argv: [], print: (line) => lines.push(line), script });
    return { rc, lines };
  };

  afterAll(() => rmSync(logDir, { recursive: true }));

  it.each([
    ["process.kill(process.pid, 'SIGKILL')", 'was ended by SIGKILL'],
    ["throw new Error('what nobody thought of')", 'ended with code 1'],
  ])('says how the process ended that did %s, its log and what to do', async (code, how) => {
    expect(await runs(code)).toEqual({
      rc: 1,
      lines: [
        `The process that started Jujube ${how} before it was ready. Its log: ${logDir}/start.log. Run npm start again.`,
      ],
    });
  });

  it('adds nothing to an error that the process has told itself', async () => {
    const code = "process.send({ line: 'no space left' }); process.send({ failed: true }, () => process.exit(1));";
    expect(await runs(code)).toEqual({ rc: 1, lines: ['no space left'] });
  });

  it('ends with 0 as soon as it is ready', async () => {
    expect(await runs("process.send({ ready: true }); process.on('disconnect', () => process.exit(0));")).toEqual({
      rc: 0,
      lines: [],
    });
  });
});
