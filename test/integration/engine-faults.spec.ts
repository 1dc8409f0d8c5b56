import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { LogLine } from '@jujube/containers/log-line.js';
import { PROGRAMS } from '../support/contract-programs.js';
import { clearHost, someSpec, startSome } from '../support/contract-host.js';
import type { ContractHost } from '../support/contract-host.js';
import { eventually } from '../support/eventually.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { firstTestHost, overUnixSocket } from '../support/test-hosts.js';
import { testImageTar } from '../support/test-image.js';

describe('an engine that fails', () => {
  const installation = `faults-${randomUUID()}`;
  const image = 'jujube-contract/test:1';
  const { socket } = firstTestHost();
  let proxy: FaultProxy;
  let engine: DockerEngine;
  let host: ContractHost;

  beforeAll(async () => {
    const direct = new DockerEngine(overUnixSocket(firstTestHost()), { installation });
    await direct.loadImage(Readable.from([await testImageTar({ ref: image })]));
    host = { engine: direct, stranger: direct, image };
  });
  afterAll(() => clearHost(host));

  beforeEach(async () => {
    proxy = await new FaultProxy({ path: socket }).listen();
    const url = `unix://${proxy.socketPath}`;
    const deadlines = { pingMs: 1000, readMs: 1000, createMs: 1000 };
    engine = new DockerEngine({ id: 'h', name: 'h', url }, { installation, deadlines });
  });
  afterEach(async () => {
    await engine.close();
    await proxy.close();
  });

  it.each([
    ['refuse', 'unreachable'],
    ['reset', 'unreachable'],
    ['blackhole', 'timeout'],
    ['half', 'timeout'],
  ] as const)('by %s: the call ends as %s', async (mode, kind) => {
    await proxy.set(mode);
    await expect(engine.ping()).rejects.toMatchObject({ kind, retryable: true });
    await proxy.set('pass');
    await engine.ping();
  });

  it('in the middle of an answer: the call ends, and not only by its deadline', async () => {
    await startSome(host);
    const patient = patientEngine();
    for (const cutAfter of [10, 400, 900]) {
      await proxy.set({ cutAfter });
      await expect(patient.list()).rejects.toMatchObject({ kind: 'unreachable' });
      await proxy.set('pass');
      expect(await patient.list()).toHaveLength(1);
    }
    await patient.close();
  });

  it('while we wait for a container: the wait ends', async () => {
    const id = await startSome(host);
    const waiting = engine.wait(id, 600_000);
    const ended = expect(waiting).rejects.toMatchObject({ kind: 'unreachable' });
    // one call to look at the labels, one to wait
    await eventually(() => expect(proxy.accepted).toBe(2));
    proxy.hangUp();
    await ended;
  });

  it('while we follow a log: the log says so', async () => {
    const id = await startSome(host, { command: PROGRAMS.talks });
    const read: LogLine[] = [];
    const follow = async () => {
      for await (const line of engine.logs(id, { follow: true })) if (read.push(line) === 4) proxy.hangUp();
    };
    await expect(follow()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(read).toHaveLength(4);
  });

  it('while we follow its events: it is asked again, and nudges', async () => {
    const ended = new AbortController();
    const events = engine.events({ signal: ended.signal })[Symbol.asyncIterator]();
    await events.next();
    proxy.hangUp();
    expect(await events.next()).toEqual({ value: 'changed', done: false });
    expect(proxy.accepted).toBe(2);
    ended.abort();
    expect((await events.next()).done).toBe(true);
  });

  it('to answer a create that it did: the next create finds the container', async () => {
    const spec = someSpec(host);
    await proxy.set('half');
    await expect(engine.create(spec)).rejects.toMatchObject({ kind: 'timeout' });
    await proxy.set('pass');
    const { id } = await eventually(() => host.engine.inspect(spec.name));
    expect(await engine.create(spec)).toBe(id);
  });

  it('three times in a row: it is left alone, and tried again later', async () => {
    await proxy.set('blackhole');
    for (let miss = 0; miss < 3; miss += 1) await expect(engine.ping()).rejects.toMatchObject({ kind: 'timeout' });
    const asked = proxy.accepted;
    await expect(engine.ping()).rejects.toThrow(/missed several calls in a row; next try in \d s/);
    expect(proxy.accepted).toBe(asked);
    await proxy.set('pass');
    await eventually(() => engine.ping());
  });

  function patientEngine(): DockerEngine {
    return new DockerEngine({ id: 'p', name: 'p', url: `unix://${proxy.socketPath}` }, { installation });
  }
});
