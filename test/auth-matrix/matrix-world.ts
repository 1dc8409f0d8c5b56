import { randomUUID } from 'node:crypto';
import { connectOptions } from '@jujube/database/connect-options.js';
import { DataSource } from 'typeorm';
import type { TestApi } from '../support/test-api.js';
import { fresh, type Belongs, type Spent } from './fresh.js';
import { addPeople, addToken, grant, type Ids } from './people.js';
import { addSide, type Place } from './side.js';
import type { Kind, Things } from './things.js';

const OWN: Place = { owner: 'owner', processType: 'web', environment: 'staging' };
const FOREIGN: Place = { owner: 'other', processType: 'web', environment: 'production' };

/** Two teams that have nothing in common, and everybody who may ask something of one of them. */
export class MatrixWorld {
  private constructor(
    readonly api: TestApi,
    /** as the owner of the database, who may also write what the API only adds to */
    private readonly dataSource: DataSource,
    private readonly ids: Ids,
    readonly own: Things,
    readonly foreign: Things,
  ) {}

  static async make(api: TestApi): Promise<MatrixWorld> {
    const dataSource = await new DataSource(connectOptions(api.database.ownerUrl, 'jujube matrix')).initialize();
    const ids = await addPeople(dataSource);
    const team = { url: api.url, dataSource, ids };
    const world = new MatrixWorld(api, dataSource, ids, await addSide(team, OWN), await addSide(team, FOREIGN));
    await world.giveRoles();
    await world.giveTokens();
    await dataSource.query(`insert into attach_relays (address) values ('127.0.0.1:1')`);
    await dataSource.query(`insert into certificate_authorities (certificate, key_encrypted) values ('one', '')`);
    return world;
  }

  /** @param below whether the thing belongs to another that the path names first */
  things(kind: Kind, below: boolean): Things {
    if (kind === 'own') return this.own;
    if (kind === 'foreign') return this.foreign;
    const { app, app_name, account, team } = this.own;
    if (kind === 'other')
      return below
        ? { ...this.foreign, app, app_name, account, team, account_token: this.foreign.token, process_type: 'other' }
        : this.all(this.own.release, this.own.role);
    return this.all(randomUUID(), `no-such-${randomUUID().slice(0, 8)}`);
  }

  /** The same with a fresh one of these. */
  async renewed(what: Spent, kind: 'own' | 'foreign'): Promise<Things> {
    const place = kind === 'own' ? OWN : FOREIGN;
    const { app, environment } = this[kind];
    const { dataSource } = this;
    const to: Belongs = {
      dataSource,
      ids: this.ids,
      app,
      environment,
      userId: this.ids[place.owner],
      processType: place.processType,
    };
    return { ...this[kind], ...(await fresh(what, to)) };
  }

  leave(): Promise<void> {
    return this.dataSource.destroy();
  }

  private all(id: string, app_name: string): Things {
    const things = Object.fromEntries(Object.keys(this.own).map((name) => [name, id])) as unknown as Things;
    return { ...things, app_name, process_type: 'web' };
  }

  private async giveRoles(): Promise<void> {
    const { dataSource } = this;
    const { viewer, operator, deployer, envadmin: admin, both } = this.ids;
    for (const [role, userId] of Object.entries({ viewer, operator, deployer, admin })) {
      await grant(dataSource, { userId, role, environmentId: this.own.environment });
    }
    await grant(dataSource, { userId: both, role: 'deployer', environmentId: this.own.environment });
    await grant(dataSource, { userId: both, role: 'viewer', environmentId: this.foreign.environment });
    await grant(dataSource, { userId: this.ids.service, role: 'deployer', appId: this.own.app });
  }

  private async giveTokens(): Promise<void> {
    const { dataSource } = this;
    const { owner, root } = this.ids;
    const { app: appId } = this.own;
    const deploys = ['app.view', 'app.deploy'];
    await addToken(dataSource, { text: 'jj_reading', userId: owner, leaves: ['app.view'] });
    await addToken(dataSource, { text: 'jj_deploying-all', userId: owner, leaves: deploys });
    await addToken(dataSource, { text: 'jj_operating', userId: owner, leaves: ['app.view', 'app.operate'] });
    await addToken(dataSource, { text: 'jj_deploying', userId: owner, leaves: deploys, appId });
    await addToken(dataSource, { text: 'jj_build', userId: owner, buildOf: appId });
    await addToken(dataSource, { text: 'jj_rootreading', userId: root, leaves: ['app.view'] });
    await addToken(dataSource, { text: 'jj_expired', userId: root, isExpired: true });
    const revoked = await addToken(dataSource, { text: 'jj_revoked', userId: root });
    await dataSource.query('delete from tokens where id = $1', [revoked]);
  }
}
