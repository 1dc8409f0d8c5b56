import { connect } from 'node:net';

const DEADLINE_MS = 3000;

/** HAProxy did not take a command; the message holds the command and its answer. */
export class HaproxyError extends Error {
  override readonly name = 'HaproxyError';
}

/**
 * Talks to HAProxy's master process, and through it to its workers (`@1 show info`, `@!4711 …`): management guide, 'master CLI'.
 */
export class MasterSocket {
  constructor(private readonly path: string) {}

  /** The answers in the order of the commands, as one text; commands hold no `;` or newline. */
  send(commands: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ path: this.path });
      let answer = '';
      const timer = setTimeout(() => socket.destroy(new Error(`no answer in ${DEADLINE_MS} ms`)), DEADLINE_MS);
      socket.setEncoding('utf8');
      socket.on('data', (chunk: string) => (answer += chunk));
      socket.on('error', (cause) => {
        clearTimeout(timer);
        reject(new HaproxyError(`HAProxy at ${this.path}: ${cause.message}`, { cause }));
      });
      socket.on('end', () => {
        clearTimeout(timer);
        resolve(answer);
      });
      socket.write(`${[...commands, 'quit'].join(';')}\n`);
    });
  }

  /** Process ids: the current worker first, then those that still finish requests of a former configuration. */
  async workers(): Promise<number[]> {
    const rows = (await this.send(['show proc'])).split('\n').map((line) => line.split(/\s+/));
    return rows.filter((row) => row[1] === 'worker').map((row) => Number(row[0]));
  }
}
