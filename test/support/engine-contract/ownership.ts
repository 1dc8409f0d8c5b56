import { randomUUID } from 'node:crypto';
import { someSpec, startSome } from '../contract-host.js';
import type { ContractHost } from '../contract-host.js';

/** What another installation made is never seen or touched. */
export function describeOwnership(host: () => ContractHost): void {
  it('does not see or change a container of another installation', async () => {
    const { engine, stranger } = host();
    const id = await startSome(host());
    expect((await stranger.list()).map((each) => each.id)).not.toContain(id);
    const attempts = [
      () => stranger.inspect(id),
      () => stranger.stop(id, 0),
      () => stranger.kill(id, 'SIGKILL'),
      () => stranger.remove(id, { force: true }),
      () => stranger.exec(id, ['cat']),
      () => stranger.getArchive(id, '/etc'),
      () => stranger.logs(id, {})[Symbol.asyncIterator]().next(),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ kind: 'not_found' });
    expect(await engine.inspect(id)).toMatchObject({ state: 'running' });
  });

  it('does not take a container name that another installation has', async () => {
    const spec = someSpec(host());
    await host().stranger.create(spec);
    await expect(host().engine.create(spec)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('keeps volumes of its own, and leaves others alone', async () => {
    const { engine, stranger } = host();
    const name = `contract-${randomUUID()}`;
    await engine.createVolume(name, { purpose: 'cache' });
    await engine.createVolume(name, { purpose: 'cache' });
    expect(await engine.listVolumes({ purpose: 'cache' })).toMatchObject([{ name, labels: { purpose: 'cache' } }]);
    expect(await stranger.listVolumes()).toEqual([]);
    await expect(stranger.createVolume(name)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(stranger.removeVolume(name)).rejects.toMatchObject({ kind: 'conflict' });
    const id = await engine.create(someSpec(host(), { volumes: [{ name, target: '/cache' }] }));
    await expect(engine.removeVolume(name)).rejects.toMatchObject({ kind: 'conflict' });
    await engine.remove(id);
    await engine.removeVolume(name);
    await engine.removeVolume(name);
    expect(await engine.listVolumes()).toEqual([]);
  });
}
