import { type ApiAnswer, type ApiCaller } from './api-caller.js';
import { startOneImageRegistry } from './one-image-registry.js';
import { addHost, endDeployment } from './play-scheduler.js';
import { startTestApi, type TestApi } from './test-api.js';

export interface MarathonApi {
  api: TestApi;
  /** no administrator */
  ann: ApiCaller;
  /** id of host h1 in zone a; there is h2 in zone b */
  h1: string;
  /** a definition's part that names a pushed image; tags 1 and 2 there are */
  docker(app: string, tag: string): { container: object };
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  succeed(app: string): Promise<void>;
  /** posts an app that then waits for nothing */
  running(app: string, more?: object): Promise<ApiAnswer>;
  stop(): Promise<void>;
}

/** The API with a registry and two hosts, for Marathon's clients. There is no scheduler. */
export async function startMarathonApi(): Promise<MarathonApi> {
  const registry = await startOneImageRegistry(['1', '2']);
  const api = await startTestApi({ REGISTRY_URL: registry.url });
  const { dataSource } = api.database;
  const ann = await api.newUser('ann@example.com');
  const h1 = await addHost(dataSource, { name: 'h1', labels: { zone: 'a' } });
  await addHost(dataSource, { name: 'h2', labels: { zone: 'b' } });
  const succeed = (app: string) => endDeployment(dataSource, app, 'succeeded');
  const docker = (app: string, tag: string) => ({
    container: { type: 'DOCKER', docker: { image: `${registry.host}/${app}:${tag}` } },
  });
  return {
    ...{ api, ann, h1, docker, succeed },
    query: (sql, values = []) => dataSource.query(sql, values),
    running: async (app, more = {}) => {
      const definition = { id: `/${app}`, cpus: 0.1, mem: 64, instances: 0, ...docker(app, '1'), ...more };
      const made = await ann.post('/v2/apps', definition);
      if (made.status !== 201) throw new Error(`POST /v2/apps answered ${made.status} ${JSON.stringify(made.body)}`);
      await succeed(app);
      return made;
    },
    stop: async () => {
      await api.stop();
      await registry.close();
    },
  };
}
