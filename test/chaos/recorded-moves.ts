import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../support/test-database.js';

// the order of a dyno's life; it may skip states but never go back, and nothing follows an end
const LIFE = ['placed', 'starting', 'up', 'draining', 'stopping', 'stopped'];
const ENDS = ['stopped', 'crashed', 'lost'];

const RECORD = `
create table moves (subject text not null, id uuid not null, former text not null, next text not null);
create function record_move() returns trigger language plpgsql security definer as $$
begin
  insert into moves values (tg_table_name, new.id, old.state, new.state);
  return null;
end $$;
create trigger dyno_moves after update of state on dynos for each row when (old.state <> new.state)
  execute function record_move();
create trigger deployment_moves after update of state on deployments for each row when (old.state <> new.state)
  execute function record_move()`;

interface Move {
  subject: string;
  id: string;
  former: string;
  next: string;
}

/** Has the database write down every change of state of dynos and deployments, whoever makes it. */
export async function recordMoves({ ownerUrl, url }: TestDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(RECORD);
    await client.query(`grant select on moves to ${pg.escapeIdentifier(new URL(url).username)}`);
  } finally {
    await client.end();
  }
}

/** Changes of state that no dyno and no deployment may make, e.g. `dynos …: stopped → up`. */
export async function forbiddenMoves(dataSource: DataSource): Promise<string[]> {
  const moves: Move[] = await dataSource.query('select * from moves');
  return moves
    .filter((move) => !(move.subject === 'dynos' ? mayLive(move) : move.former === 'pending'))
    .map(({ subject, id, former, next }) => `${subject} ${id}: ${former} → ${next}`);
}

function mayLive({ former, next }: Move): boolean {
  if (ENDS.includes(former)) return false;
  return next === 'crashed' || next === 'lost' || LIFE.indexOf(next) > LIFE.indexOf(former);
}
