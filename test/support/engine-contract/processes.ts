import { Readable } from 'node:stream';
import { collectOutput } from '@jujube/containers/collect-output.js';
import { PROGRAMS } from '../contract-programs.js';
import { someSpec, startSome } from '../contract-host.js';
import type { ContractHost } from '../contract-host.js';

/** exec and attach. */
export function describeProcesses(host: () => ContractHost): void {
  it('runs a program in a container with input, variables and exit code', async () => {
    const { engine } = host();
    const id = await startSome(host());
    const stdin = Readable.from([Buffer.from('through '), Buffer.from('and through')]);
    const repeated = await collectOutput(await engine.exec(id, PROGRAMS.repeats, { stdin }));
    expect(repeated).toEqual({ exitCode: 0, stdout: 'through and through', stderr: '' });
    const refused = await collectOutput(await engine.exec(id, PROGRAMS.refuses));
    expect(refused).toEqual({ exitCode: 4, stdout: '', stderr: 'no\n' });
    const told = await collectOutput(await engine.exec(id, PROGRAMS.tellsWord, { env: { WORD: 'so it is' } }));
    expect(told.stdout).toBe('so it is\n');
  });

  it('runs nothing in a container that does not run', async () => {
    const id = await host().engine.create(someSpec(host()));
    await expect(host().engine.exec(id, PROGRAMS.repeats)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('passes on output and exit code of the container itself', async () => {
    const { engine } = host();
    const id = await engine.create(someSpec(host(), { command: PROGRAMS.ends }));
    const attached = await engine.attach(id);
    const output = collectOutput(attached);
    await engine.start(id);
    expect(await output).toEqual({ exitCode: 3, stdout: 'first\nlast\n', stderr: '' });
  });
}
