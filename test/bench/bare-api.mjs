// the least that could answer: Fastify, pg and the same rows; see api.bench.ts
import Fastify from 'fastify';
import pg from 'pg';

const PAGE = 200;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const app = Fastify();
const APP = `select a.*, u.email, (select max(r.created_at) from releases r where r.app_id = a.id and r.image is not null) as released_at
    from apps a join users u on u.id = a.owner_id`;
const ONE = { name: 'one-app', text: `${APP} where a.name = $1` };
const LIST = { name: 'list-apps', text: `${APP} order by a.id limit $1` };
const RELEASES = {
  name: 'list-releases',
  text: `select r.id, r.version, r.description, r.image, r.process_types, r.created_at, u.id as user_id, u.email, d.state
    from releases r join apps a on a.id = r.app_id join users u on u.id = r.created_by left join deployments d on d.release_id = r.id
    where a.name = $1 order by r.version limit $2`,
};

app.get('/apps', async () => (await pool.query({ ...LIST, values: [PAGE] })).rows);
app.get('/apps/:app', async ({ params }) => (await pool.query({ ...ONE, values: [params.app] })).rows[0]);
app.get(
  '/apps/:app/releases',
  async ({ params }) => (await pool.query({ ...RELEASES, values: [params.app, PAGE] })).rows,
);
app.patch('/apps/:app/config-vars', async ({ params, body }) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select id from apps where name = $1 for update', [params.app]);
    await client.query(
      `insert into releases (app_id, version, description, image, config_encrypted, created_by, process_types)
       select app_id, version + 1, 'bench', image, $2, created_by, process_types from releases
       where app_id = (select id from apps where name = $1) order by version desc limit 1`,
      [params.app, Buffer.from(JSON.stringify(body))],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
  return body;
});
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
console.log(JSON.stringify({ msg: 'ready' }));
process.stdout.on('error', () => {});
