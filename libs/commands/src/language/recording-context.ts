import type { Client } from '@jujube/contract/client/client.js';
import type { CommandResult } from '@jujube/contract/command.js';
import { BoundedText } from './bounded-text.js';
import type { CommandContext, Step } from './command-context.js';
import { plainStep } from './plain-step.js';

const MAX_CHARACTERS = 1024 * 1024;

/** Keeps what a verb prints, for an answer over HTTP. */
export class RecordingContext implements CommandContext {
  readonly terminal = null;
  private readonly stdout = new BoundedText(MAX_CHARACTERS);
  private readonly stderr = new BoundedText(MAX_CHARACTERS);
  private work: string | undefined;

  constructor(
    readonly client: Client,
    readonly signal: AbortSignal,
  ) {}

  out(line: string): void {
    this.stdout.add(`${line}\n`);
  }

  write(text: string): void {
    this.stdout.add(text);
  }

  err(line: string): void {
    this.stderr.add(`${line}\n`);
  }

  step<T>(title: string, work: (step: Step) => Promise<T>, ending?: (result: T) => string): Promise<T> {
    return plainStep({ title, work, ending, print: (text) => this.stderr.add(text) });
  }

  leaveBehind(work: string): void {
    this.work = work;
  }

  nowMs(): number {
    return Date.now();
  }

  result(rc: number): CommandResult {
    return { rc, stdout: this.stdout.toString(), stderr: this.stderr.toString() };
  }

  /** Work that the server goes on with is no error; a verb that should have been quick is one. */
  resultAtDeadline(): CommandResult {
    if (this.work !== undefined) {
      this.out(`Still running: ${this.work}`);
      return this.result(0);
    }
    this.err(
      ' ›   Error: This took too long and was left; what it asked for may still happen. Look before you repeat it.',
    );
    return this.result(1);
  }
}
