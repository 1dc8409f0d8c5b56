// the least that could answer GET /apps: Fastify, pg and the same rows; see api.bench.ts
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const app = Fastify();
const LIST = {
  name: 'list-apps',
  text: `select a.*, u.email, (select max(r.created_at) from releases r where r.app_id = a.id and r.image is not null) as released_at
    from apps a join users u on u.id = a.owner_id order by a.id limit $1`,
};

app.get('/apps', async () => {
  const { rows } = await pool.query({ ...LIST, values: [Number(process.env.PAGE)] });
  return rows;
});
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
console.log(JSON.stringify({ msg: 'ready' }));
process.stdout.on('error', () => {});
