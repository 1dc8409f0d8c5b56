import fc from 'fast-check';
import { anyRequest, type ApiDescription, type FuzzRequest } from '../support/fuzz-requests.js';
import { startTestApi, TEST_PASSWORD, type TestApi } from '../support/test-api.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';

/** `npm run nightly` looks longer. */
const CASES = Number(process.env.FUZZ_CASES ?? 2_000);
const LONG = 120_000 + CASES * 30;
const ANSWERS_WITHIN_MS = 15_000;
const CANARY = 'canary-7f3a9c1e';

/** Streams without an end, and what asks a scheduler that is not there. */
const LEFT_OUT = new Set([
  'GET /v2/events',
  'POST /hosts',
  'PUT /hosts/{host}/connection',
  'POST /hosts/{host}/actions/{action}',
]);

let api: TestApi;
let description: ApiDescription;
let known: string[];

beforeAll(async () => {
  api = await startTestApi({ API_RATE_LIMIT: 'none' });
  await restore();
  const { body } = await api.admin.get('/openapi.json');
  const paths = Object.entries(body.paths as ApiDescription['paths']).map(([route, methods]) => [
    route,
    Object.fromEntries(Object.entries(methods).filter(([method]) => !LEFT_OUT.has(`${method.toUpperCase()} ${route}`))),
  ]);
  description = { ...body, paths: Object.fromEntries(paths) };
});
afterAll(() => api?.stop());

/** An app with a secret, and the names of things that are there. */
async function restore(): Promise<void> {
  await api.admin.post('/apps', { name: 'shop' });
  await api.admin.patch('/apps/shop/config-vars', { SECRET: CANARY });
  await api.admin.post('/pipelines', { name: 'shop-pipe' });
  const { body } = await api.admin.get('/apps/shop');
  known = [body.id, 'shop', 'shop-pipe', 'web', 'web.1', 'v1', '1', 'admin@localhost', '~', 'run', 'viewer', 'drain'];
}

async function send({ method, target, headers, body }: FuzzRequest) {
  const own = {
    authorization: `Bearer ${api.adminToken}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
  const response = await fetch(api.url + target, {
    method,
    headers: { ...headers, ...own },
    body,
    signal,
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text(), requestId: response.headers.get('request-id') };
}

const showsConfig = ({ route, method }: FuzzRequest) =>
  /config-vars|\/v2\/|manifest|commands/.test(route) || method === 'PATCH';

describe('whatever is asked', () => {
  it(
    `of any route is answered in time, never with an error of the server, never with a secret (${CASES} cases)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(anyRequest(description, known), async (request) => {
          // some requests take away what the others are about, or the right to ask
          if (request.route.startsWith('/oauth/') && request.method === 'DELETE') return;
          if (/^\/users\//.test(request.route) && request.method !== 'GET') return;
          const { status, text, requestId } = await send(request);
          const isTold = status < 500 || (status === 503 && (JSON.parse(text) as { id: string }).id === 'unavailable');
          expect({ status, isTold, text: isTold ? '' : text }).toMatchObject({ isTold: true });
          expect(requestId).not.toBeNull();
          if (status >= 400 && request.method !== 'HEAD')
            expect(JSON.parse(text)).toMatchObject({ message: expect.stringMatching(/./) });
          for (const secret of [
            TEST_PASSWORD,
            TEST_MASTER_KEY,
            api.adminToken,
            ...(showsConfig(request) ? [] : [CANARY]),
          ]) {
            expect(text).not.toContain(secret);
          }
          if (request.method === 'DELETE' && status < 300) await restore();
        }),
        { numRuns: CASES, endOnFailure: true },
      );
      expect((await api.admin.get('/account')).status).toBe(200);
    },
    LONG,
  );
});
