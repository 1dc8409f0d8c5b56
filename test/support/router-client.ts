import { Agent, request } from 'node:http';
import type { RunningPlatform } from './platform.js';

/** Where a router listens. */
type Routed = Pick<RunningPlatform, 'routerUrl'>;

export interface Page {
  status: number;
  body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 50 });

/** Asks the platform's router for a page of the app with that host name. */
export function fetchPage(platform: Routed, hostname: string, path = '/'): Promise<Page> {
  const { port } = new URL(platform.routerUrl);
  return new Promise((resolve, reject) => {
    const options = { agent, host: '127.0.0.1', port, path, headers: { host: hostname }, timeout: 30_000 };
    const asked = request(options, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: body.trim() }));
    });
    asked.on('timeout', () => asked.destroy(new Error(`${hostname} did not answer in 30 s`)));
    asked.on('error', reject);
    asked.end();
  });
}

/** Constant traffic to an app; what it records tells whether a request was lost. */
export class Traffic {
  readonly answers: (Page | Error)[] = [];
  private readonly timer: NodeJS.Timeout;
  private readonly inFlight = new Set<Promise<void>>();

  constructor(
    platform: Routed,
    readonly hostname: string,
    requestsPerSecond = 50,
  ) {
    this.timer = setInterval(() => {
      const asked: Promise<void> = fetchPage(platform, hostname)
        .catch((error: Error) => error)
        .then((answer) => void this.answers.push(answer))
        .finally(() => this.inFlight.delete(asked));
      this.inFlight.add(asked);
    }, 1000 / requestsPerSecond);
  }

  get failures(): (Page | Error)[] {
    return this.answers.filter((answer) => answer instanceof Error || answer.status !== 200);
  }

  /** Until all that was asked by now is answered. */
  async answered(): Promise<void> {
    await Promise.all(this.inFlight);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.answered();
  }
}
