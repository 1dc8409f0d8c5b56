import { lastLines } from './process/log-file.mjs';

const STILL_EVERY_MS = 15_000;
const NOTABLE_MS = 1_000;

/** Prints each step of a set-up with its time; steps may run side by side. `print` takes one line. */
export class Steps {
  constructor(print) {
    this.print = print;
    this.begunAt = performance.now();
  }

  /** Runs one step. `work` may answer a note that is printed behind the time. */
  async run(title, work) {
    const begunAt = performance.now();
    const still = setInterval(() => this.print(`  … ${title}, ${seconds(begunAt)} so far`), STILL_EVERY_MS);
    try {
      const answer = await work();
      this.done(title, begunAt, typeof answer === 'string' ? `  ${answer}` : '');
      return answer;
    } catch (error) {
      error.step ??= title;
      // a step that ran beside the failed one was only interrupted
      this.print(`  ${error.step === title ? '✗' : '–'} ${title.padEnd(34)} ${seconds(begunAt).padStart(7)}`);
      throw error;
    } finally {
      clearInterval(still);
    }
  }

  /** A part of a step that is worth a line of its own only when it takes more than a second. */
  async runNotable(title, work) {
    const begunAt = performance.now();
    const answer = await work();
    if (performance.now() - begunAt > NOTABLE_MS) this.done(title, begunAt, '');
    return answer;
  }

  done(title, begunAt, note) {
    this.print(`  ✓ ${title.padEnd(34)} ${seconds(begunAt).padStart(7)}${note}`);
  }

  total() {
    return seconds(this.begunAt);
  }
}

/** A failure as its reader needs it: which step, what happened, the end of its log, what to do. */
export function explain(error) {
  const lines = [`${error.step ? `${error.step}: ` : ''}${error.message}`];
  const known = error.name === 'StepError';
  if (!known && error.stack) lines.push(error.stack.split('\n').slice(1, 4).join('\n'));
  if (error.log) lines.push(`The log ${error.log} ends with:`, indented(lastLines(error.log)));
  if (error.todo) lines.push(`What to do: ${error.todo}`);
  return lines.join('\n');
}

function indented(text) {
  return text.replace(/^/gm, '  | ');
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
