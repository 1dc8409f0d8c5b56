import { BuildFailure } from '../run/build-failure.js';
import { LineSplitter } from './line-splitter.js';

const FLUSH_AFTER_MS = 200;
const FLUSH_AT_CHARACTERS = 64 * 1024;
const EXCERPT_LINES = 50;
const SHORTEST_SECRET = 6;

export interface OutputOptions {
  /** stores one piece of text; called for one piece at a time, in order */
  store: (text: string) => Promise<void>;
  limitBytes: number;
}

/** The build's log as its user sees it: headings and program output, stored in batches, with a limit in all. */
export class BuildOutput {
  private waiting = '';
  private bytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private storing: Promise<void> = Promise.resolve();
  private readonly lastLines: string[] = [];
  private hidden: string[] = [];
  /** when something was last written, for the stall limit */
  lastWrittenAtMs = Date.now();

  constructor(private readonly options: OutputOptions) {}

  /** From now on these never show. Short ones do: they would hide half of the words of any output. */
  hide(secrets: readonly string[]): void {
    const lines = secrets.flatMap((secret) => secret.split(/\r?\n/));
    this.hidden = lines.filter((line) => line.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);
  }

  heading(text: string): void {
    this.add(`-----> ${text}`);
  }

  detail(text: string): void {
    for (const line of text.split('\n')) this.add(`       ${line}`);
  }

  problem(text: string): void {
    this.add(text.replace(/^/gm, ' !     '));
  }

  /** @throws BuildFailure `output_limit` once the stream has brought more than a build may say */
  async pump(stream: AsyncIterable<Buffer>): Promise<void> {
    const splitter = new LineSplitter();
    for await (const chunk of stream) {
      this.count(chunk.length);
      splitter.push(chunk).forEach((line) => this.add(line));
      if (this.waiting.length > FLUSH_AT_CHARACTERS) await this.flush();
    }
    splitter.end().forEach((line) => this.add(line));
  }

  /** The last lines, for the report of a failure. */
  excerpt(): string {
    return this.lastLines.join('\n');
  }

  /** Everything written so far is stored when this settles. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.waiting;
    this.waiting = '';
    if (text !== '') this.storing = this.storing.then(() => this.options.store(text));
    await this.storing;
  }

  private count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes <= this.options.limitBytes) return;
    const limitMib = Math.round(this.options.limitBytes / 1024 / 1024);
    throw new BuildFailure('output_limit', `The build printed more than ${limitMib} MiB. Make its commands quieter.`);
  }

  private add(text: string): void {
    const line = this.hidden.reduce((shown, secret) => shown.replaceAll(secret, '********'), text);
    this.lastWrittenAtMs = Date.now();
    this.waiting += `${line}\n`;
    if (this.lastLines.push(line) > EXCERPT_LINES) this.lastLines.shift();
    // a failed store comes to light at the next awaited flush
    this.timer ??= setTimeout(() => this.flush().catch(() => undefined), FLUSH_AFTER_MS);
  }
}
