import { eventually } from '../support/eventually.js';
import { ChaosWorld } from './chaos-world.js';
import { faultOf } from './faults.js';
import { expectSettled, violations } from './invariants.js';
import { operationOf, type Outcome } from './operations.js';
import { planOf, type Step } from './plan.js';

// I13, and what an honest deployment may take besides
const SETTLED_MS = 120_000;
const MOST_APPS = 3;

interface Run {
  readonly seed: number;
  readonly steps: number;
  report(line: string): void;
}

/**
 * Operations of users and faults of the machine, drawn from a seed; after every step all must settle, and nothing that may
 * never be may have been. Throws at the first step after which it is not so.
 */
export async function runChaos({ seed, steps, report }: Run): Promise<void> {
  const world = await ChaosWorld.open();
  try {
    await settled(world, async () => void (await world.createApp()));
    for (const app of world.apps) world.visit(app);
    for (const [index, step] of planOf(seed, steps).entries()) {
      const where = `seed ${seed}, step ${index + 1}: ${step.operation} while ${step.fault}`;
      const began = Date.now();
      await take(world, step).catch((cause: unknown) => {
        const what = cause instanceof Error ? cause.message : String(cause);
        throw new Error([where, what, ...world.schedulers.lastWords()].join('\n'), { cause });
      });
      const seconds = ((Date.now() - began) / 1_000).toFixed(1);
      report(`${where}: settled after ${seconds} s; ${world.schedulers.deaths} schedulers died so far`);
    }
  } finally {
    await world.close();
  }
}

async function take(world: ChaosWorld, { operation, fault, pick }: Step): Promise<void> {
  const app = world.apps[pick % world.apps.length]!;
  const { before, during, hurtsVisitors } = faultOf(fault);
  await before?.(world);
  await settled(world, async () => {
    const outcome = await operationOf(operation)(world, app, pick);
    await during?.(world, pick);
    await world.schedulers.makePair();
    return outcome;
  });
  const failures = (await Promise.all(world.apps.map((each) => each.newFailures()))).flat();
  if (!hurtsVisitors) expect(failures).toEqual([]);
  expect(await violations(world)).toEqual([]);
  for (const each of world.apps) world.visit(each);
  if (world.apps.length > MOST_APPS) await settled(world, () => world.destroyApp(world.apps.at(-1)!));
}

async function settled(world: ChaosWorld, act: () => Promise<Outcome>): Promise<void> {
  const outcome = await act();
  await eventually(
    async () => {
      await outcome?.();
      await expectSettled(world);
    },
    { withinMs: SETTLED_MS, everyMs: 500 },
  );
}
