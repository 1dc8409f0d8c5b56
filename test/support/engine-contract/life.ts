import { PROGRAMS } from '../contract-programs.js';
import { somePort, someSpec, startSome } from '../contract-host.js';
import type { ContractHost } from '../contract-host.js';

/** Create, start, stop, kill, remove, wait, list. */
export function describeLife(host: () => ContractHost): void {
  it('takes a container through its life', async () => {
    const { engine } = host();
    const hostPort = somePort();
    const spec = someSpec(host(), { command: PROGRAMS.talks, ports: [{ containerPort: 8080, hostPort }] });
    const id = await engine.create(spec);
    const made = { id, name: spec.name, imageRef: spec.image, hostPorts: [{ containerPort: 8080, hostPort }] };
    expect(await engine.inspect(id)).toMatchObject({ ...made, state: 'created', labels: spec.labels });
    await engine.start(id);
    const running = (await engine.list()).find((each) => each.id === id);
    expect(running).toMatchObject({ ...made, state: 'running' });
    expect(running?.startedAt).toBeInstanceOf(Date);
    expect(running?.exitCode).toBeUndefined();
    // before its first word it may not hear the signal yet
    for await (const line of engine.logs(id, { follow: true })) if (line.text === 'three') break;
    await engine.stop(id, 5000);
    const stopped = (await engine.list({ labels: { test: 'contract' } })).find((each) => each.id === id);
    expect(stopped).toMatchObject({ ...made, state: 'exited', exitCode: 143, oomKilled: false });
    expect(stopped?.finishedAt).toBeInstanceOf(Date);
    await engine.remove(id);
    await expect(engine.inspect(id)).rejects.toMatchObject({ kind: 'not_found', retryable: false });
  });

  it('adopts what it made before under the same name and labels, and nothing else', async () => {
    const spec = someSpec(host());
    const id = await host().engine.create(spec);
    expect(await host().engine.create(spec)).toBe(id);
    const other = { ...spec, labels: { ...spec.labels, generation: '2' } };
    await expect(host().engine.create(other)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('does not create from an image that the host lacks', async () => {
    const spec = someSpec(host(), { image: 'jujube/missing:1' });
    await expect(host().engine.create(spec)).rejects.toMatchObject({ kind: 'no_such_image', retryable: false });
  });

  it('refuses to start on a port that is taken', async () => {
    const ports = [{ containerPort: 8080, hostPort: somePort() }];
    await startSome(host(), { ports });
    await expect(startSome(host(), { ports })).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('does again what is done already without complaint', async () => {
    const { engine } = host();
    const id = await startSome(host());
    await engine.start(id);
    await engine.stop(id, 1000);
    await engine.stop(id, 1000);
    await engine.kill(id, 'SIGTERM');
    await engine.remove(id);
    await engine.remove(id);
  });

  it('kills what does not listen to its stop signal', async () => {
    const id = await startSome(host(), { command: PROGRAMS.ignoresTerm, init: false });
    for await (const line of host().engine.logs(id, { follow: true })) if (line.text === 'deaf') break;
    await host().engine.stop(id, 1000);
    expect(await host().engine.inspect(id)).toMatchObject({ state: 'exited', exitCode: 137 });
  });

  it('removes a running container only by force', async () => {
    const id = await startSome(host());
    await expect(host().engine.remove(id)).rejects.toMatchObject({ kind: 'conflict' });
    await host().engine.remove(id, { force: true });
    expect((await host().engine.list()).map((each) => each.id)).not.toContain(id);
  });

  it('waits for the exit code, and no longer than it may', async () => {
    const { engine } = host();
    expect(await engine.wait(await startSome(host(), { command: PROGRAMS.ends }), 10_000)).toBe(3);
    const sleeping = await startSome(host());
    await expect(engine.wait(sleeping, 300)).rejects.toMatchObject({ kind: 'timeout', retryable: true });
    await engine.ping();
  });

  it('says that something changed at first and after every change, until it is told to stop', async () => {
    const ended = new AbortController();
    const events = host().engine.events({ signal: ended.signal })[Symbol.asyncIterator]();
    expect(await events.next()).toEqual({ value: 'changed', done: false });
    const next = events.next();
    await startSome(host());
    expect(await next).toEqual({ value: 'changed', done: false });
    ended.abort();
    for (let left = await events.next(); !left.done; left = await events.next());
  });

  it('measures a running container', async () => {
    const stats = await host().engine.stats(await startSome(host()));
    expect(stats.cpuPercent).toBeGreaterThanOrEqual(0);
    expect(stats.memoryMib).toBeLessThanOrEqual(64);
  });
}
