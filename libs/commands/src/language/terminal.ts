/** The machine of the user: questions and stored logins. Missing where lines are run on a server. */
export interface Terminal {
  /** where `login` goes unless it is told */
  readonly suggestedUrl: string | undefined;
  readonly logins: LoginStore;
  /** name of this machine, to describe its token */
  readonly machineName: string;
  /** fails with a clear line where nobody can answer */
  ask(question: string): Promise<string>;
  /** the answer is not shown */
  askSecret(question: string): Promise<string>;
  /** standard input, to its end */
  readInput(): Promise<string>;
  readonly console: Console;
  /** Writes a file of ours that only its owner may read; answers its path. */
  keep(name: string, content: string): string;
  /** Runs a program of this machine on this terminal. Answers its exit status; fails clearly when it is not there. */
  runProgram(name: string, args: readonly string[], environment: ProgramEnvironment): Promise<number>;
}

/** On top of the user's own variables. */
export interface ProgramEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** names that it does not get */
  readonly without: readonly string[];
}

/** What is typed or piped in, and what is shown, for verbs that join them with a process elsewhere. */
export interface Console {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
  /** somebody sits at both ends of it */
  readonly isTty: boolean;
  /** what programs are told of the terminal by variables */
  env(): Record<string, string>;
  /** null: unknown */
  size(): { columns: number; rows: number } | null;
  /** Answers what ends it. */
  onResize(listener: () => void): () => void;
  /** Passes every key on as it is; answers what ends that. */
  becomeRaw(): () => void;
}

export interface Login {
  readonly url: string;
  readonly username: string;
  readonly token: string;
}

/** One login per URL; the newest is the one in use. */
export interface LoginStore {
  save(login: Login): void;
  forget(url: string): void;
  current(): Login | undefined;
}
