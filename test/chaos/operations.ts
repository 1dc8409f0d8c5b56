import { UserError } from '@jujube/core/errors/user-error.js';
import { CancelDeployment } from '@jujube/usecases/deployments/cancel-deployment.js';
import { RestartDynos } from '@jujube/usecases/dynos/restart-dynos.js';
import { ScaleFormation } from '@jujube/usecases/formation/scale-formation.js';
import type { ChaosApp } from './chaos-app.js';
import type { ChaosWorld } from './chaos-world.js';

/** What must come to hold besides, if anything. */
export type Outcome = void | (() => Promise<void>);

type Operation = (world: ChaosWorld, app: ChaosApp, pick: number) => Promise<Outcome>;

const MOST_WEB_DYNOS = 4;
const MOST_WORKERS = 2;

/** What users do. */
export const OPERATIONS = {
  'set config': (world, app) => world.configure(app),
  deploy: (world, app) => world.release(app, { isGood: true }),
  'deploy what crashes': (world, app) => world.release(app, { isGood: false }),
  'deploy twice': async (world, app) => {
    await world.configure(app);
    await world.configure(app);
  },
  'deploy and cancel': async (world, app) => {
    await world.configure(app);
    await cancel(world, app);
  },
  'deploy and scale at once': async (world, app, pick) => {
    await Promise.all([world.configure(app), scale(world, app, pick)]);
  },
  scale: (world, app, pick) => scale(world, app, pick),
  nothing: () => Promise.resolve(),
  restart,
  'create an app': async (world) => void (await world.createApp()),
  'create an app and destroy it': async (world) => {
    await world.destroyApp(await world.createApp());
  },
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;

export const operationOf = (name: OperationName): Operation => OPERATIONS[name];

async function scale(world: ChaosWorld, app: ChaosApp, pick: number): Promise<void> {
  const web = 1 + (pick % MOST_WEB_DYNOS);
  const worker = pick % (MOST_WORKERS + 1);
  const changes = [
    { processType: 'web', quantity: web, cpuMillis: 10, memoryMib: 64 },
    { processType: 'worker', quantity: worker, cpuMillis: 10, memoryMib: 64 },
  ];
  await world.users.execute(new ScaleFormation({ appId: app.id, changes }));
  Object.assign(app.quantities, { web, worker });
}

async function restart({ users, cluster }: ChaosWorld, app: ChaosApp): Promise<() => Promise<void>> {
  const ids = async () => (await cluster.allLive()).filter(({ appId }) => appId === app.id).map(({ id }) => id);
  const former = await ids();
  await users.execute(new RestartDynos({ appId: app.id, selection: { kind: 'all' } }));
  return async () => expect((await ids()).filter((id) => former.includes(id))).toEqual([]);
}

async function cancel(world: ChaosWorld, app: ChaosApp): Promise<void> {
  const [pending] = await world.users.query(`select id from deployments where app_id = $1 and state = 'pending'`, [
    app.id,
  ]);
  const cancellation = new CancelDeployment({ appId: app.id, deploymentId: pending?.id ?? '', by: 'chaos' });
  await world.users.execute(cancellation).catch((error: unknown) => {
    // it may have ended since
    if (!(error instanceof UserError)) throw error;
  });
}
