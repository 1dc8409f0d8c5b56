import type { LogLine } from '@jujube/containers/log-line.js';
import { PROGRAMS } from '../contract-programs.js';
import { startSome } from '../contract-host.js';
import type { ContractHost } from '../contract-host.js';

/** Log lines: times, streams, since, tail, follow. */
export function describeLogs(host: () => ContractHost): void {
  it('gives lines with time and stream, from where the reader left off', async () => {
    const { engine } = host();
    const id = await startSome(host(), { command: PROGRAMS.talks });
    const lines = await untilAll(engine.logs(id, { follow: true }), 4);
    const stdout = lines.filter((line) => line.stream === 'stdout');
    expect(stdout.map((line) => line.text)).toEqual(['one', 'two', 'three']);
    expect(lines.filter((line) => line.stream === 'stderr').map((line) => line.text)).toEqual(['oops']);
    for (const line of lines) expect(line.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
    const known = stdout[1]!.at;
    const later = await all(engine.logs(id, { since: known }));
    expect(later).toEqual(lines.filter((line) => line.at > known));
    expect(await all(engine.logs(id, { tail: 1 }))).toHaveLength(1);
  });

  it('follows until the container ends', async () => {
    const id = await startSome(host(), { command: PROGRAMS.ends });
    const lines = await all(host().engine.logs(id, { follow: true }));
    expect(lines.map((line) => line.text)).toEqual(['first', 'last']);
  });

  it('stops following when it is told to', async () => {
    const id = await startSome(host(), { command: PROGRAMS.talks });
    const ended = new AbortController();
    const lines: LogLine[] = [];
    for await (const line of host().engine.logs(id, { follow: true, signal: ended.signal })) {
      if (lines.push(line) === 4) ended.abort();
    }
    expect(lines).toHaveLength(4);
  });

  it('fails for a container that is not there', async () => {
    await expect(all(host().engine.logs('contract-none', {}))).rejects.toMatchObject({ kind: 'not_found' });
  });
}

async function all(lines: AsyncIterable<LogLine>): Promise<LogLine[]> {
  const read: LogLine[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

async function untilAll(lines: AsyncIterable<LogLine>, count: number): Promise<LogLine[]> {
  const read: LogLine[] = [];
  for await (const line of lines) if (read.push(line) === count) break;
  return read;
}
