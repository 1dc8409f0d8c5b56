import { runChaos } from '../chaos/run-chaos.js';

const { CHAOS_SEED = '7', CHAOS_STEPS = '8' } = process.env;
const LONGEST_STEP_MS = 240_000;

const report = (line: string) => void process.stderr.write(`${line}\n`);

describe('operations of users while things break', () => {
  it(
    `all come to their end, and leave what was asked for (seed ${CHAOS_SEED}, ${CHAOS_STEPS} steps)`,
    () => runChaos({ seed: Number(CHAOS_SEED), steps: Number(CHAOS_STEPS), report }),
    LONGEST_STEP_MS * (Number(CHAOS_STEPS) + 1),
  );
});
