import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from 'typeorm';

export interface TestDyno {
  id: string;
  server: Server;
}

/** Apps and dynos as rows, with a real HTTP server behind every dyno. */
export class RoutedApps {
  private readonly servers: Server[] = [];

  constructor(private readonly database: DataSource) {}

  async addApp(name: string, hostnames: string[] = [`${name}.localhost`]): Promise<string> {
    const [user] = await this.query(
      `insert into users (email, password_hash) values ($1, 'x') on conflict (email) do update set password_hash = 'x' returning id`,
      ['owner@localhost'],
    );
    const [app] = await this.query('insert into apps (name, owner_id) values ($1, $2) returning id', [name, user?.id]);
    for (const hostname of hostnames) await this.addDomain(app?.id ?? '', hostname);
    await this.query(
      `insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib) values ($1, 'web', 1, 50, 256)`,
      [app?.id],
    );
    return app?.id ?? '';
  }

  async addDomain(appId: string, hostname: string): Promise<void> {
    await this.query(`insert into domains (app_id, hostname, kind) values ($1, $2, 'custom')`, [appId, hostname]);
    await this.nudge();
  }

  /** A healthy dyno `web.<slot>` that answers by `listener`. */
  async addDyno(appId: string, slot: number, listener: RequestListener): Promise<TestDyno> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    this.servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { id: await this.addDynoAt(appId, slot, { address: '127.0.0.1', port }), server };
  }

  /** The same where something else answers, or nothing. Returns its id. */
  async addDynoAt(appId: string, slot: number, { address, port }: { address: string; port: number }): Promise<string> {
    const id = randomUUID();
    await this.query(ADD_DYNO, [id, appId, slot, port, address]);
    await this.nudge();
    return id;
  }

  /** Its host has another address, where it answers on the same port. */
  async moveDyno(dyno: TestDyno, address: string, listener: RequestListener): Promise<void> {
    const server = createServer(listener).listen((dyno.server.address() as AddressInfo).port, address);
    this.servers.push(server);
    await once(server, 'listening');
    await this.query('update dynos set host_address = $2 where id = $1', [dyno.id, address]);
    await this.nudge();
  }

  async setDyno(dynoId: string, state: string, isHealthy = true): Promise<void> {
    await this.query('update dynos set state = $2, is_healthy = $3, state_since = now() where id = $1', [
      dynoId,
      state,
      isHealthy,
    ]);
    await this.nudge();
  }

  async setMaintenance(appId: string, isOn: boolean): Promise<void> {
    await this.query('update apps set is_maintenance = $2 where id = $1', [appId, isOn]);
    await this.nudge();
  }

  async setWebQuantity(appId: string, quantity: number): Promise<void> {
    await this.query('update formations set quantity = $2 where app_id = $1', [appId, quantity]);
    await this.nudge();
  }

  async acknowledgementOf(dynoId: string): Promise<string | undefined> {
    const [row] = await this.query('select state as id from router_dynos where dyno_id = $1', [dynoId]);
    return row?.id;
  }

  logOf(appId: string): Promise<{ text: string; source: string; dyno: string }[]> {
    return this.database.query('select text, source, dyno from log_lines where app_id = $1 order by id', [appId]);
  }

  async close(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  nudge(): Promise<unknown> {
    return this.query(`select pg_notify('jujube_routes', '')`);
  }

  private query(sql: string, parameters: unknown[] = []): Promise<{ id: string }[]> {
    return this.database.query(sql, parameters);
  }
}

const ADD_DYNO = `
insert into dynos (id, app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation, image,
  host_id, host_name, host_address, host_port, cpu_millis, memory_mib, state, is_healthy)
values ($1, $2, 'app', 'web', $3, (select count(*) + 1 from dynos where app_id = $2 and slot = $3), gen_random_uuid(), 2, 'g',
  'image', gen_random_uuid(), 'h1', $5, $4, 50, 256, 'up', true)`;
