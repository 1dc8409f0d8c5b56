import type { PlainStep } from '@jujube/commands/language/plain-step.js';

const CLEAR_LINE = '\r\u001b[2K';

/** A step where somebody is looking: the same line shows what happens until it is done. */
export async function liveStep<T>({ title, work, ending, print }: PlainStep<T>): Promise<T> {
  const startedMs = Date.now();
  let detail = '';
  const draw = () => print(`${CLEAR_LINE}${title}... ${detail}${elapsedText(startedMs)}`.slice(0, lineWidth()));
  const timer = setInterval(draw, 1000);
  draw();
  try {
    const result = await work({ say: (text) => ((detail = text), draw()) });
    const words = ending?.(result) ?? '';
    print(`${CLEAR_LINE}${title}... done${words === '' ? '' : `, ${words}`}\n`);
    return result;
  } catch (error) {
    print(`${CLEAR_LINE}${title}... !\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function elapsedText(startedMs: number): string {
  const seconds = Math.floor((Date.now() - startedMs) / 1000);
  return seconds < 2 ? '' : ` ${seconds}s`;
}

/** A longer line would wrap and could not be cleared. */
function lineWidth(): number {
  return (process.stderr.columns || 80) + CLEAR_LINE.length - 1;
}
