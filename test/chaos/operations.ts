import { UserError } from '@jujube/core/errors/user-error.js';
import { CancelDeployment } from '@jujube/usecases/deployments/cancel-deployment.js';
import { RestartDynos } from '@jujube/usecases/dynos/restart-dynos.js';
import { ScaleFormation } from '@jujube/usecases/formation/scale-formation.js';
import { eventually } from '../support/eventually.js';
import type { ChaosApp } from './chaos-app.js';
import type { ChaosWorld, WebKind } from './chaos-world.js';

/** What must come to hold besides, if anything. */
export type Outcome = void | (() => Promise<void>);

type Operation = (world: ChaosWorld, app: ChaosApp, pick: number) => Promise<Outcome>;

const MOST_WEB_DYNOS = 4;
const MOST_WORKERS = 2;

/** What users do. */
export const OPERATIONS = {
  'set config': async (world, app) => void (await world.configure(app)),
  deploy: (world, app) => release(world, app),
  'deploy what crashes': (world, app) => release(world, app, 'crashing'),
  'deploy what starts slowly': (world, app) => release(world, app, 'slow'),
  'deploy what does not stop when it is told to': (world, app) => release(world, app, 'stubborn'),
  'deploy what floods its log': (world, app) => release(world, app, 'chatty'),
  'deploy and roll back': async (world, app, pick) => {
    await world.configure(app);
    await world.rollBack(app, pick);
  },
  'roll back': (world, app, pick) => world.rollBack(app, pick),
  'several people at once': severalAtOnce,
  'deploy twice': async (world, app) => {
    await world.configure(app);
    await world.configure(app);
  },
  'deploy and cancel': async (world, app) => {
    await world.configure(app);
    await cancel(world, app);
  },
  'deploy and cancel half-way': async (world, app, pick) => {
    await world.configure(app);
    await newestDynoIs(world, app, HALF_WAY[pick % HALF_WAY.length]!);
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

async function release(world: ChaosWorld, app: ChaosApp, kind?: WebKind): Promise<void> {
  await world.release(app, kind);
}

const HALF_WAY = ['placed', 'starting', 'up', 'draining'];
const HALF_WAY_MS = 5_000;

/** Waits for a moment of an update; a short one may be missed, which is as good. */
async function newestDynoIs({ users }: ChaosWorld, app: ChaosApp, state: string): Promise<void> {
  const look = async () => {
    const rows = await users.query('select id from dynos where app_id = $1 and state = $2', [app.id, state]);
    expect(rows.length).toBeGreaterThan(0);
  };
  await eventually(look, { withinMs: HALF_WAY_MS, everyMs: 20 }).catch(() => undefined);
}

/** What each release greets with follows from the order in which they came to be, whoever asked first. */
async function severalAtOnce(world: ChaosWorld, app: ChaosApp, pick: number): Promise<void> {
  const { greeting } = app;
  const asked = await Promise.all([
    ...[world.configure(app), world.release(app), world.configure(app), world.release(app, 'slow')],
    scale(world, app, pick),
  ]);
  const made = new Map(asked.flatMap((one) => (one ? [[one.deploymentId, one.greeting] as const] : [])));
  const inOrder: { id: string }[] = await world.users.query(
    'select d.id from deployments d join releases r on r.id = d.release_id where d.id = any($1) order by r.version',
    [[...made.keys()]],
  );
  let current = greeting;
  for (const { id } of inOrder) {
    current = made.get(id) ?? current;
    app.expect(id, { greeting: current, isGood: true });
  }
}

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
