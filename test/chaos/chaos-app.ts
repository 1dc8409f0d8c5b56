import type { Page, Traffic } from '../support/router-client.js';

/** What a release greets with, and whether its dynos can run. */
export interface Expected {
  readonly greeting: string;
  readonly isGood: boolean;
}

/** An app as its user knows it: what was asked for, and what must come of it. */
export class ChaosApp {
  readonly hostname: string;
  readonly quantities = { web: 1, worker: 0 };
  readonly #deployments = new Map<string, Expected>();
  greeting = '';
  traffic: Traffic | undefined;
  #told = 0;

  constructor(
    readonly id: string,
    readonly name: string,
  ) {
    this.hostname = `${name}.localhost`;
  }

  expect(deploymentId: string, expected: Expected): void {
    this.#deployments.set(deploymentId, expected);
    this.greeting = expected.greeting;
  }

  /** Requests of visitors that failed since this was last asked; those under way are waited for, since one that is held up belongs to what held it. */
  async newFailures(): Promise<(Page | Error)[]> {
    await this.traffic?.answered();
    const failures = this.traffic?.failures ?? [];
    const news = failures.slice(this.#told);
    this.#told = failures.length;
    return news;
  }

  /** Undefined for the first release, which nobody asked for and which runs nothing. */
  expectedOf(deploymentId: string): Expected | undefined {
    return this.#deployments.get(deploymentId);
  }
}
