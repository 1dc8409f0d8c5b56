import type { ServerResponse } from 'node:http';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import { ScriptedDocker } from '../support/scripted-docker.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const REF = `registry.example:5000/shop@${DIGEST}`;

describe('odd answers of an engine', () => {
  let docker: ScriptedDocker;
  let engine: DockerEngine;

  beforeEach(async () => {
    docker = await new ScriptedDocker().listen();
    const deadlines = { readMs: 1500, pullStallMs: 1500 };
    const url = `unix://${docker.socketPath}`;
    engine = new DockerEngine({ id: 'h', name: 'odd', url }, { installation: 'odd', deadlines });
  });
  afterEach(async () => {
    await engine.close();
    await docker.close();
  });

  it.each([
    ['500', 500, '{"message":"server on fire"}', { kind: 'engine', retryable: true, message: /server on fire/ }],
    ['400', 400, '{"message":"what is this"}', { kind: 'engine', retryable: false, message: /what is this/ }],
    ['404', 404, '{"message":"No such container: web"}', { kind: 'not_found', retryable: false, message: /No such/ }],
    ['409', 409, '{"message":"already in use"}', { kind: 'conflict', retryable: false, message: /already in use/ }],
    ['cut JSON', 200, '{"Id":"abc', { kind: 'engine', retryable: true, message: /not JSON/ }],
    ['a web page', 200, '<html>Welcome', { kind: 'engine', retryable: true, message: /is this a Docker engine/ }],
    ['a web page as failure', 502, '<html>Bad', { kind: 'engine', retryable: true, message: /<html>Bad/ }],
  ])('%s', async (_, status, body, { kind, retryable, message }) => {
    docker.answer = (_request, response) => response.writeHead(status).end(body);
    const failed = engine.inspect('web');
    await expect(failed).rejects.toMatchObject({ kind, retryable, host: 'odd', operation: 'inspect' });
    await expect(failed).rejects.toThrow(message);
  });

  it('a body that stalls ends by the deadline', async () => {
    docker.answer = (_request, response) => response.writeHead(200, { 'content-length': 1000 }).write('{"Id":');
    await expect(engine.inspect('web')).rejects.toMatchObject({ kind: 'timeout' });
  });

  it.each([
    [
      'an error inside a successful pull',
      '{"status":"Pulling"}\n{"errorDetail":{"message":"disk full"}}\n',
      'disk full',
    ],
    ['an error without details', '{"error":"manifest is odd"}\n', 'manifest is odd'],
    ['a line that is not JSON', 'Pulling, please wait\n', 'not JSON'],
    ['a line without end', `{"status":"${'x'.repeat(2_000_000)}`, 'more than 1 MiB'],
  ])('%s is a failure', async (_, body, message) => {
    docker.answer = (_request, response) => response.writeHead(200).end(body);
    await expect(engine.pull(REF)).rejects.toThrow(message);
  });

  it('a pull without progress ends by its stall limit', async () => {
    docker.answer = (_request, response) => response.writeHead(200).write('{"status":"Pulling"}\n');
    await expect(engine.pull(REF)).rejects.toMatchObject({ kind: 'timeout', message: /no progress/ });
  });

  it('a pull after which the image is another one is a failure', async () => {
    const inspected = { Id: 'x', RepoDigests: [`registry.example:5000/shop@sha256:${'b'.repeat(64)}`] };
    docker.answer = (request, response) => answerPull(request.method === 'GET' ? inspected : {}, response);
    await expect(engine.pull(REF)).rejects.toMatchObject({
      kind: 'engine',
      retryable: false,
      message: /not under the/,
    });
  });

  it('sees no secret in a URL', async () => {
    const inspected = { Id: 'x', RepoDigests: [REF] };
    docker.answer = (request, response) => answerPull(request.method === 'GET' ? inspected : { Id: 'y' }, response);
    expect(await engine.pull(REF, { auth: { registryToken: 'canary-token' } })).toBe(DIGEST);
    const env = { PASSWORD: 'canary-env' };
    await engine.create({ name: 'web', image: REF, labels: {}, cpuMillis: 1, memoryMib: 64, env });
    const [pull, , create] = docker.requests;
    const auth = Buffer.from(String(pull?.headers['x-registry-auth']), 'base64url');
    expect(JSON.parse(auth.toString())).toEqual({ registrytoken: 'canary-token' });
    expect(create?.url).toBe('/containers/create?name=web');
    expect(docker.requests.map((request) => request.url).join()).not.toMatch(/canary/);
  });
});

function answerPull(body: object, response: ServerResponse): void {
  response.writeHead(200).end(JSON.stringify(body));
}
