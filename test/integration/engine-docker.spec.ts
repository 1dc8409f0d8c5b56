import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { collectOutput } from '@jujube/containers/collect-output.js';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { LogLine } from '@jujube/containers/log-line.js';
import { PROGRAMS } from '../support/contract-programs.js';
import { clearHost, someSpec, startSome } from '../support/contract-host.js';
import type { ContractHost } from '../support/contract-host.js';
import { eventually } from '../support/eventually.js';
import { firstTestHost, overTls, overUnixSocket } from '../support/test-hosts.js';
import { testImageTar } from '../support/test-image.js';

const shell = (script: string) => ['sh', '-c', script];

describe('Docker alone', () => {
  const installation = `docker-${randomUUID()}`;
  let host: ContractHost;
  let engine: DockerEngine;

  beforeAll(async () => {
    engine = new DockerEngine(overTls(firstTestHost()), { installation });
    const image = 'jujube-contract/test:1';
    await engine.loadImage(Readable.from([await testImageTar({ ref: image })]));
    host = { engine, stranger: engine, image };
  });
  afterAll(() => clearHost(host));

  it('keeps a container in its sandbox', async () => {
    const id = await startSome(host, { command: shell('cat /proc/self/status; ls /dev; exit 0') });
    await engine.wait(id, 10_000);
    const lines = (await read(engine.logs(id, {}))).map((line) => line.text);
    expect(lines).toContain('NoNewPrivs:\t1');
    // CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID, SETPCAP, NET_BIND_SERVICE
    expect(lines).toContain('CapBnd:\t00000000000005fb');
    expect(lines).not.toContain('kmsg');
  });

  it('kills what takes more memory than it may, and says so', async () => {
    // a string that doubles
    const command = shell('x=0123456789abcdef; while :; do x=$x$x; done');
    const id = await startSome(host, { command, memoryMib: 16, init: false });
    expect(await engine.wait(id, 15_000)).not.toBe(0);
    const [found] = await engine.list();
    expect(found).toMatchObject({ id, state: 'exited', exitCode: 137, oomKilled: true });
    await engine.remove(id);
  });

  it('does not take every SIGKILL for too little memory', async () => {
    const id = await startSome(host);
    await engine.kill(id, 'SIGKILL');
    await engine.wait(id, 10_000);
    expect(await engine.inspect(id)).toMatchObject({ state: 'exited', exitCode: 137, oomKilled: false });
    await engine.remove(id);
  });

  it('says why a command cannot run', async () => {
    const failing = startSome(host, { command: ['no-such-program'], init: false });
    await expect(failing).rejects.toMatchObject({ kind: 'engine', retryable: false, message: /no-such-program/ });
  });

  it('joins lines that are longer than the engine stores at once', async () => {
    const long = 'i=0; x=; while [ $i -lt 500 ]; do x=${x}0123456789012345678901234567890123456789; i=$((i+1)); done';
    const id = await startSome(host, { command: shell(`${long}; echo $x; echo end`) });
    await engine.wait(id, 10_000);
    const lines = await read(engine.logs(id, {}));
    expect(lines.map((line) => line.text.length)).toEqual([20_000, 3]);
  });

  it('reads the log of a terminal', async () => {
    const id = await startSome(host, { command: shell('echo one; echo two >&2'), tty: true });
    await engine.wait(id, 10_000);
    expect((await read(engine.logs(id, {}))).map((line) => line.text)).toEqual(['one', 'two']);
  });

  it('reads no further ahead of a flood than it is asked', async () => {
    const id = await startSome(host, { command: shell('while :; do echo 0123456789; done') });
    let count = 0;
    for await (const _line of engine.logs(id, { follow: true })) if (++count === 1000) break;
    expect(count).toBe(1000);
    await engine.remove(id, { force: true });
  });

  it('gives input to the container itself', async () => {
    const spec = someSpec(host, { command: PROGRAMS.repeats, openStdin: true, init: false });
    const id = await engine.create(spec);
    const attached = await engine.attach(id, { stdin: Readable.from([Buffer.from('a secret that is in no log\n')]) });
    const output = collectOutput(attached);
    await engine.start(id);
    expect(await output).toEqual({ exitCode: 0, stdout: 'a secret that is in no log\n', stderr: '' });
  });

  it('ends a program that takes too long, on our side', async () => {
    const id = await startSome(host);
    const running = await engine.exec(id, PROGRAMS.sleeps, { deadlineMs: 300 });
    await expect(collectOutput(running)).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('sees what somebody else does to a container', async () => {
    const id = await startSome(host);
    const other = new DockerEngine(overUnixSocket(firstTestHost()), { installation });
    await engine.list();
    await other.kill(id, 'SIGKILL');
    await eventually(async () => {
      expect((await engine.list()).find((each) => each.id === id)).toMatchObject({ state: 'exited', exitCode: 137 });
    });
    await other.close();
  });

  it('does not look at DOCKER_* variables', async () => {
    const odd = { DOCKER_HOST: 'tcp://192.0.2.1:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere' };
    Object.assign(process.env, odd);
    try {
      const plain = new DockerEngine(overUnixSocket(firstTestHost()), { installation });
      await plain.ping();
      await plain.close();
      expect(process.env['DOCKER_HOST']).toBe(odd.DOCKER_HOST);
    } finally {
      for (const name of Object.keys(odd)) delete process.env[name];
    }
  });
});

async function read(lines: AsyncIterable<LogLine>): Promise<LogLine[]> {
  const all: LogLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}
