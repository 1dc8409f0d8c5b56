import type { LogLine, LogOptions } from '../log-line.js';
import type { Deadlines } from './deadlines.js';
import type { DockerHttp } from './docker-http.js';
import { justAfter } from './log-time.js';
import { LogLineReader } from './log-line-reader.js';
import type { OwnedContainers } from './owned-containers.js';
import { readFrames } from './read-frames.js';
import { splitTerminalLines } from './split-terminal-lines.js';
import { translateError } from './translate-error.js';

export interface LogTools {
  http: DockerHttp;
  owned: OwnedContainers;
  deadlines: Deadlines;
  hostName: string;
}

/** Lines of a container's log; an aborted `signal` ends them without an error, a lost host with one. */
export async function* readLogs(idOrName: string, options: LogOptions, tools: LogTools): AsyncGenerator<LogLine> {
  const operation = `logs ${idOrName}`;
  try {
    yield* linesOf(idOrName, options, tools);
  } catch (error) {
    if (!options.signal?.aborted) throw translateError(error, { host: tools.hostName, operation });
  }
}

async function* linesOf(idOrName: string, options: LogOptions, tools: LogTools): AsyncGenerator<LogLine> {
  const operation = `logs ${idOrName}`;
  const { Id, Config } = await tools.owned.inspect(idOrName, operation);
  const { since, follow = false, tail, signal } = options;
  const query = { stdout: true, stderr: true, timestamps: true, follow, tail, since: since && justAfter(since) };
  const deadlineMs = tools.deadlines.readMs;
  const path = `/containers/${Id}/logs`;
  const source = await tools.http.stream({ operation, method: 'GET', path, query, deadlineMs, signal });
  const reader = new LogLineReader();
  try {
    const frames = readFrames(source, Config.Tty);
    for await (const frame of Config.Tty ? splitTerminalLines(frames) : frames) yield* reader.read(frame);
    yield* reader.rest();
  } finally {
    source.destroy();
  }
}
