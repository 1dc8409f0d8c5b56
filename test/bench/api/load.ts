import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** A server under load, as one client with kept connections meets it. */
export class LoadedServer {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    private readonly token: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Asks on as many connections as given for so long; answers ms of each answer. */
  async askFor(milliseconds: number, connections: number, next: () => Question): Promise<number[]> {
    const end = performance.now() + milliseconds;
    const times: number[] = [];
    const client = async () => {
      while (performance.now() < end) times.push(await this.ask(next()));
    };
    await Promise.all(Array.from({ length: connections }, client));
    return times;
  }

  /** Asks so many times a second, whether answers come or not; answers ms of each from when it was due, and how many failed. */
  async askAtRate(
    perSecond: number,
    seconds: number,
    next: () => Question,
  ): Promise<{ times: number[]; failures: number }> {
    let failures = 0;
    const start = performance.now();
    const asked = Array.from({ length: perSecond * seconds }, async (_, index) => {
      const due = (index * 1000) / perSecond;
      await pause(Math.max(0, start + due - performance.now()));
      await this.ask(next()).catch(() => (failures += 1));
      return performance.now() - start - due;
    });
    return { times: await Promise.all(asked), failures };
  }

  /** ms until the answer was read. Fails for anything but a 2xx. */
  ask({ method, path, body }: Question, headers: Record<string, string> = {}): Promise<number> {
    const start = performance.now();
    const sent = {
      authorization: `Bearer ${this.token}`,
      accept: 'application/vnd.heroku+json; version=3',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const asking = request({ agent: this.agent, host: '127.0.0.1', port: this.port, method, path, headers: sent });
      asking.on('response', (response) => {
        if (response.statusCode! >= 300) reject(new Error(`${method} ${path}: ${response.statusCode}`));
        response.resume().on('end', () => resolve(performance.now() - start));
      });
      asking.on('error', reject).end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
