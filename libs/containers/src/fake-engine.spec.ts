import { teachPrograms } from '../../../test/support/contract-programs.js';
import { describeEngineContract } from '../../../test/support/engine-contract.js';
import { FakeHost } from './fake/fake-host.js';
import { FakeEngine } from './fake-engine.js';

describeEngineContract('in memory', async () => {
  const host = teachPrograms(new FakeHost());
  host.addImage('jujube-contract/test:1');
  return {
    engine: new FakeEngine(host, 'ours'),
    stranger: new FakeEngine(host, 'theirs'),
    image: 'jujube-contract/test:1',
  };
});

describe('faults of a fake host', () => {
  it('come as planned, and leave a record of the calls', async () => {
    const { fake, engine } = someEngine();
    fake.faults.fail('list', 'timeout');
    await expect(engine.list()).rejects.toMatchObject({ kind: 'timeout', retryable: true });
    expect(await engine.list()).toEqual([]);
    fake.faults.goSilent();
    await expect(engine.ping()).rejects.toMatchObject({ kind: 'unreachable' });
    fake.faults.heal();
    await engine.ping();
    expect(fake.faults.calls).toEqual(['list', 'list', 'ping', 'ping']);
  });

  it('may lose the answer of a call that did its work', async () => {
    const { fake, engine } = someEngine();
    fake.addImage('app:1');
    fake.faults.loseAnswer('create');
    const spec = { name: 'web.1', image: 'app:1', labels: {}, cpuMillis: 100, memoryMib: 64 };
    await expect(engine.create(spec)).rejects.toMatchObject({ kind: 'timeout' });
    expect(await engine.list()).toMatchObject([{ name: 'web.1', state: 'created' }]);
    expect(await engine.create(spec)).toBe((await engine.inspect('web.1')).id);
  });

  it('show a container that ended by itself', async () => {
    const { fake, engine } = someEngine();
    fake.addImage('app:1');
    await engine.create({ name: 'web.1', image: 'app:1', labels: {}, cpuMillis: 100, memoryMib: 64 });
    await engine.start('web.1');
    fake.exit('web.1', 137, { oomKilled: true });
    expect(await engine.inspect('web.1')).toMatchObject({ state: 'exited', exitCode: 137, oomKilled: true });
  });
});

function someEngine() {
  const fake = new FakeHost();
  return { fake, engine: new FakeEngine(fake) };
}
