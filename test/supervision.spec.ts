import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from './support/eventually.js';
import { machinePart } from './support/machine-part.js';

interface Service {
  pid: number;
  isRunning: boolean;
}
interface Supervisor {
  start(service: Service): Promise<void>;
  stop(...names: string[]): Promise<void>;
  processes(): { name: string; pid: number }[];
}

const { Service } = await machinePart<{ Service: new (definition: object) => Service }>('machine/process/service.mjs');
const { Supervisor } = await machinePart<{ Supervisor: new (options: object) => Supervisor }>(
  'machine/process/supervisor.mjs',
);
const { openLogFile } = await machinePart<{ openLogFile: (file: string) => { write(text: string): void } }>(
  'machine/process/log-file.mjs',
);
const { runProgram } = await machinePart<{
  runProgram: (argv: string[], options?: object) => Promise<{ stdout: string }>;
}>('machine/process/run-program.mjs');
const { freePort } = await machinePart<{ freePort: (wanted: number) => Promise<number> }>('machine/free-port.mjs');

const PROGRAM = "console.log('up'); process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);";

describe('Supervisor', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'supervision-'));
  const logFile = path.join(directory, 'program.log');
  const lines: string[] = [];
  const supervisor = new Supervisor({ log: (line: string) => lines.push(line) });
  const program = (code: string) =>
    new Service({
      name: 'program',
      argv: [process.execPath, '-e', code],
      logFile,
      isReady: (output: string) => output.includes('up'),
    });

  afterAll(async () => {
    await supervisor.stop();
    rmSync(directory, { recursive: true });
  });

  it('starts a program again that was killed, and ends it for good when asked', async () => {
    const service = program(PROGRAM);
    await supervisor.start(service);
    const first = service.pid;
    process.kill(first, 'SIGKILL');
    await eventually(() => expect(supervisor.processes().map(({ pid }) => pid)).not.toContain(first));
    await eventually(() => expect(service.isRunning && service.pid !== first).toBe(true));
    expect(lines.join()).toContain('program ended (signal SIGKILL)');
    await supervisor.stop('program');
    expect(supervisor.processes()).toEqual([]);
    expect(service.isRunning).toBe(false);
  });

  it('tells at once that a program ended instead of starting', async () => {
    const service = program("console.error('no such setting'); process.exit(3)");
    await expect(supervisor.start(service)).rejects.toMatchObject({
      message: 'program ended at once (code 3)',
      log: logFile,
    });
    expect(readFileSync(logFile, 'utf8')).toContain('no such setting');
  });
});

describe('openLogFile', () => {
  it('turns a log over when it has grown and keeps three old ones', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'log-'));
    const file = path.join(directory, 'a.log');
    const log = openLogFile(file);
    const chunk = 'x'.repeat(6 * 1024 * 1024);
    for (let turn = 0; turn < 12; turn++) log.write(chunk);
    expect(statSync(file).size).toBeLessThanOrEqual(12 * 1024 * 1024);
    expect([1, 2, 3].map((number) => statSync(`${file}.${number}`).size > 0)).toEqual([true, true, true]);
    expect(() => statSync(`${file}.4`)).toThrow();
    rmSync(directory, { recursive: true });
  });
});

describe('a log that cannot be written', () => {
  it('costs lines, which are counted, and no program', () => {
    const directory = path.join(mkdtempSync(path.join(tmpdir(), 'log-')), 'gone');
    const log = openLogFile(path.join(directory, 'a.log'));
    log.write('first\n');
    log.write('second\n');
    mkdirSync(directory);
    log.write('third\n');
    expect(readFileSync(path.join(directory, 'a.log'), 'utf8')).toBe('… 2 writes to this log were lost\nthird\n');
  });
});

describe('runProgram', () => {
  it('kills a program at its deadline and says so', async () => {
    const endless = [process.execPath, '-e', 'setInterval(() => {}, 1000)'];
    await expect(runProgram(endless, { timeoutMs: 200 })).rejects.toThrow('took longer than 0.2 s');
  });

  it('shows the last lines of a program that failed', async () => {
    const failing = [process.execPath, '-e', "console.error('disk is full'); process.exit(7)"];
    await expect(runProgram(failing)).rejects.toThrow(/ended with code 7:\ndisk is full/);
  });

  it('names a program that is not installed', async () => {
    await expect(runProgram(['no-such-program'])).rejects.toMatchObject({
      todo: expect.stringContaining('no-such-program'),
    });
  });
});

describe('freePort', () => {
  it('takes the next one when somebody listens there', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    expect(await freePort(port)).toBeGreaterThan(port);
    server.close();
  });
});

describe('keptSecret', () => {
  it('is made once, for its owner only', async () => {
    const { keptSecret } = await machinePart<{ keptSecret: (file: string, make: () => string) => string }>(
      'machine/state-dir.mjs',
    );
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'secret-')), 'secret');
    expect([keptSecret(file, () => 'first'), keptSecret(file, () => 'second')]).toEqual(['first', 'first']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, 'third\n');
    expect(keptSecret(file, () => 'fourth')).toBe('third');
  });
});
