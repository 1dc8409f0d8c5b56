import { PassThrough } from 'node:stream';
import type { Duplex, Readable } from 'node:stream';
import type { ContainerProcess, ExecOptions, TerminalSize } from '../container-process.js';
import { EngineError } from '../engine-error.js';
import type { Deadlines } from './deadlines.js';
import type { DockerHttp, DockerRequest } from './docker-http.js';
import type { HostCalls } from './host-calls.js';
import type { OwnedContainers } from './owned-containers.js';
import { readFrames } from './read-frames.js';
import type { Frame } from './read-frames.js';

export interface ProcessTools {
  http: DockerHttp;
  calls: HostCalls;
  owned: OwnedContainers;
  deadlines: Deadlines;
  hostName: string;
}

interface Connected {
  operation: string;
  tty: boolean;
  stdin?: Readable;
  deadlineMs?: number;
  signal?: AbortSignal;
  exitCode: () => Promise<number>;
  /** of what is resized, e.g. `/exec/1a2b` */
  path: string;
}

/** Processes in containers with their streams: exec and attach. */
export class DockerProcesses {
  constructor(private readonly tools: ProcessTools) {}

  async exec(idOrName: string, argv: string[], options: ExecOptions): Promise<ContainerProcess> {
    const operation = `exec ${argv[0] ?? ''} in ${idOrName}`;
    const id = await this.tools.owned.resolve(idOrName, operation);
    const { Id } = await this.#post<{ Id: string }>(operation, `/containers/${id}/exec`, execBody(argv, options));
    const { tty = false, stdin, signal, deadlineMs = this.tools.deadlines.execMs } = options;
    const body = { Detach: false, Tty: tty };
    const socket = await this.tools.http.upgrade({ ...this.#request(operation, `/exec/${Id}/start`), body });
    const exitCode = () => this.#execExitCode(operation, Id);
    return this.#connect(socket, { operation, tty, stdin, signal, deadlineMs, exitCode, path: `/exec/${Id}` });
  }

  async attach(idOrName: string, options: { stdin?: Readable; signal?: AbortSignal }): Promise<ContainerProcess> {
    const operation = `attach ${idOrName}`;
    const { Id, Config } = await this.tools.owned.inspect(idOrName, operation);
    const query = { stream: true, stdin: options.stdin !== undefined, stdout: true, stderr: true };
    const request = { ...this.#request(operation, `/containers/${Id}/attach`), query };
    const socket = await this.tools.http.upgrade(request);
    const exitCode = async () => (await this.tools.owned.inspect(Id, operation)).State.ExitCode;
    return this.#connect(socket, { operation, tty: Config.Tty, exitCode, path: `/containers/${Id}`, ...options });
  }

  async #execExitCode(operation: string, execId: string): Promise<number> {
    const request = { operation, method: 'GET', path: `/exec/${execId}/json`, lane: 'read' } as const;
    const deadlineMs = this.tools.deadlines.readMs;
    const found = await this.tools.http.json<{ ExitCode: number | null }>({ ...request, deadlineMs });
    if (found.ExitCode !== null) return found.ExitCode;
    const message = 'its output ended but it still runs; the connection to it was lost';
    throw new EngineError({ kind: 'unreachable', host: this.tools.hostName, operation, message });
  }

  #post<T>(operation: string, path: string, body: object): Promise<T> {
    return this.tools.http.json<T>({ ...this.#request(operation, path), body });
  }

  #request(operation: string, path: string): DockerRequest {
    return { operation, method: 'POST', path, deadlineMs: this.tools.deadlines.startMs };
  }

  #connect(socket: Duplex, connected: Connected): ContainerProcess {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const { operation, signal, tty, deadlineMs } = connected;
    const { stdin } = connected;
    stdin?.once('error', (cause) => socket.destroy(this.#inputError(operation, cause))).pipe(socket);
    const run = async (giveUp: AbortSignal) => {
      giveUp.addEventListener('abort', () => socket.destroy());
      for await (const frame of readFrames(socket, tty)) await pass(frame, { stdout, stderr });
      stdout.end();
      stderr.end();
      return connected.exitCode();
    };
    const call = { operation, signal, deadlineMs: deadlineMs ?? LONGEST_MS, isLongWait: true };
    const exitCode = this.tools.calls.run(call, run).finally(() => {
      socket.destroy();
      stdin?.destroy();
    });
    exitCode.catch((error: Error) => {
      for (const stream of [stdout, stderr]) if (!stream.writableEnded) stream.destroy(error);
    });
    const resize = (size: TerminalSize) => this.#resize(connected, size);
    return { stdout, stderr, exitCode, resize };
  }

  async #resize({ operation, tty, path }: Connected, { columns, rows }: TerminalSize): Promise<void> {
    if (!tty) return;
    const request = { method: 'POST', path: `${path}/resize`, query: { w: columns, h: rows }, lane: 'read' } as const;
    const deadlineMs = this.tools.deadlines.readMs;
    await this.tools.http.json({ ...request, operation: `resize, ${operation}`, deadlineMs });
  }

  #inputError(operation: string, cause: Error): EngineError {
    const message = `the input to pass on broke off: ${cause.message}`;
    return new EngineError({ kind: 'engine', host: this.tools.hostName, operation, message, cause, retryable: false });
  }
}

// the longest that a timer can be set to
const LONGEST_MS = 2 ** 31 - 1;

async function pass(frame: Frame, to: { stdout: PassThrough; stderr: PassThrough }): Promise<void> {
  const target = to[frame.stream];
  if (target.destroyed || target.write(frame.payload)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close']) target.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close']) target.on(event, done);
  });
}

function execBody(argv: string[], { stdin, env = {}, tty = false, user, workdir }: ExecOptions): object {
  return {
    Cmd: argv,
    AttachStdin: stdin !== undefined,
    AttachStdout: true,
    AttachStderr: true,
    Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
    Tty: tty,
    User: user,
    WorkingDir: workdir,
  };
}
