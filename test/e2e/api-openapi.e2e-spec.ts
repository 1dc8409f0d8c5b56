import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { RESPONSE_SCHEMAS } from '../../apps/api/src/platform/response-schemas.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

const CLONE = path.resolve(import.meta.dirname, '../..');
const FILE = path.join(CLONE, 'apps/api/openapi.json');
const PRINT = `import('./scripts/response-schemas.mjs').then((made) => process.stdout.write(made.responseSchemas()))`;

/** Answer no JSON: streams, archives, git, text, nothing; this document; and a string that names a task. */
const WITHOUT_SCHEMA = [
  'DELETE /api/v1/task/{task}',
  'GET /api/v1/task/{task}/stderr',
  'GET /api/v1/task/{task}/stdout',
  'GET /api/v1/version',
  'GET /apps/{app}/git/info/refs',
  'GET /builds/{build}/output',
  'GET /certificate-authority',
  'GET /log-streams/{secret}',
  'GET /openapi.json',
  'GET /ping',
  'GET /sources/{source}/{secret}',
  'GET /v2/events',
  'POST /api/v1/task',
  'POST /api/v1/task/{task}/kill',
  'POST /apps/{app}/git/git-receive-pack',
  'PUT /sources/{source}/{secret}',
];

let api: TestApi;
let document: Document;

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, { content?: unknown }> }>>;
}

beforeAll(async () => {
  api = await startTestApi();
  document = (await api.admin.get('/openapi.json')).body as Document;
});
afterAll(() => api?.stop());

describe('the OpenAPI document', () => {
  it('is checked in as it is served (npm run openapi)', async () => {
    const text = await format(JSON.stringify(document), { ...(await resolveConfig(FILE)), filepath: FILE });
    if (process.env.UPDATE_OPENAPI) writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8')).toBe(text);
    expect(document.openapi).toBe('3.1.0');
  });

  it('tells answers as the controllers declare them now (npm run openapi)', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', PRINT], {
      cwd: CLONE,
      maxBuffer: 10_000_000,
      timeout: 60_000,
    });
    expect(stdout).toBe(RESPONSE_SCHEMAS);
  });

  it('says of every operation what it answers, but of those that answer no JSON', () => {
    const silent = Object.entries(document.paths).flatMap(([route, operations]) =>
      Object.entries(operations)
        .filter(([, { responses }]) => !Object.entries(responses).some(([at, { content }]) => at < '3' && content))
        .map(([method]) => `${method.toUpperCase()} ${route}`),
    );
    expect(silent.sort()).toEqual(WITHOUT_SCHEMA);
  });
});
