/** What a command does in a fake container. */
export type FakeProgram = (run: FakeRun) => FakeResult;

export interface FakeRun {
  argv: string[];
  env: Record<string, string>;
  stdin: string;
}

export interface FakeResult {
  stdout?: string;
  stderr?: string;
  /** Absent: it runs until it is stopped. */
  exitCode?: number;
  /** Only SIGKILL ends it. */
  ignoresTerm?: boolean;
}

/** What a command that nobody described does: it runs. */
export const runsForEver: FakeProgram = () => ({});
