import { eventually } from '../support/eventually.js';
import { startTestApi, type TestApi } from '../support/test-api.js';
import { ask } from '../auth-matrix/ask.js';
import { differences } from '../auth-matrix/auth-matrix.js';
import { cellsOf, nameOf, type Cell } from '../auth-matrix/cells.js';
import { withLiveRoutes, type LiveRoute } from '../auth-matrix/live-routes.js';
import { MatrixWorld } from '../auth-matrix/matrix-world.js';
import { snapshot } from '../auth-matrix/snapshot.js';
import { faultOf, leaks, tellingAnswers, type Asked } from '../auth-matrix/verdict.js';

const AT_ONCE = 8;
const LONG_MS = 170_000;

let api: TestApi;
let world: MatrixWorld;
let routes: LiveRoute[];
let cells: Cell[];

beforeAll(async () => {
  const started = await withLiveRoutes(() =>
    startTestApi({
      ...{ API_RATE_LIMIT: 'none', REGISTRY_URL: process.env.TEST_REGISTRY_URL! },
      REGISTRY_TOKEN_KEY_FILE: process.env.TEST_REGISTRY_TOKEN_KEY_FILE!,
      REGISTRY_TOKEN_CERT_FILE: process.env.TEST_REGISTRY_TOKEN_CERT_FILE!,
    }),
  );
  ({ result: api, routes } = started);
  world = await MatrixWorld.make(api);
  cells = cellsOf(routes);
});
afterAll(async () => {
  await world?.leave();
  await api?.stop();
});

async function askAll(some: readonly Cell[], atOnce: number): Promise<Asked[]> {
  const rest = [...some];
  const asked: Asked[] = [];
  const worker = async () => {
    for (let cell = rest.shift(); cell; cell = rest.shift()) asked.push({ cell, answer: await ask(world, cell) });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return asked;
}

const isLetIn = ({ expected }: Cell) => expected === 'let in';

describe('SEC-04: the matrix of all routes and everybody who may ask', () => {
  it('has a row for every route of the server, and no other', () => {
    expect(differences(routes)).toEqual([]);
  });

  let refused: Asked[];

  it(
    'refuses as the table says, in the words that what never existed gets, and writes nothing',
    async () => {
      const before = await snapshot(api.database.dataSource);
      const begunAt = performance.now();
      refused = await askAll(
        cells.filter((cell) => !isLetIn(cell)),
        AT_ONCE,
      );
      tell(refused, begunAt);
      expect(refused.map(faultOf).filter(Boolean)).toEqual([]);
      expect(tellingAnswers(refused)).toEqual([]);
      expect(leaks(refused, world)).toEqual([]);
      expect(await snapshot(api.database.dataSource)).toEqual(before);
    },
    LONG_MS,
  );

  it('writes down whom it refused', async () => {
    const known = refused.filter(({ cell, answer }) => cell.identity.credential !== 'none' && answer.status === 403);
    expect(known.length).toBeGreaterThan(1_000);
    await eventually(async () => {
      const rows: { id: string }[] = await api.database.dataSource.query(
        `select request_id as id from audit_events where kind in ('refused', 'answered') and status = 403`,
      );
      const told = new Set(rows.map(({ id }) => id));
      expect(known.filter(({ answer }) => !told.has(answer.requestId)).map(({ cell }) => nameOf(cell))).toEqual([]);
    });
  });

  it(
    'lets in whom the table lets in, and shows them nothing of others',
    async () => {
      const begunAt = performance.now();
      // one after the other: what one of them changes, the next may be about
      const allowed = await askAll(cells.filter(isLetIn), 1);
      tell(allowed, begunAt);
      expect(allowed.map(faultOf).filter(Boolean)).toEqual([]);
      expect(leaks(allowed, world)).toEqual([]);
    },
    LONG_MS,
  );
});

function tell(asked: readonly Asked[], begunAt: number): void {
  const seconds = Math.round((performance.now() - begunAt) / 1_000);
  process.stdout.write(`    ${asked.length} of ${cells.length} cells, ${routes.length} routes: ${seconds} s\n`);
}
