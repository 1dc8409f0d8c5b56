import { Injectable } from '@nestjs/common';
import { DataSource } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { readRoutedApps, readRoutedDynos } from '@jujube/database/routes/routes.queries.js';
import {
  openEndpoint,
  readServedEndpoints,
  type ServedEndpoint,
} from '@jujube/database/sni-endpoints/served-endpoints.js';
import { compileRoutes } from './compile-routes.js';
import type { RouteTable } from './route-table.js';

/** Looks at the database and says what HAProxy should do. */
@Injectable()
export class RouteObserver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
  ) {}

  async observe(): Promise<RouteTable> {
    // one snapshot, so that an app never loses its old dynos before its new ones are seen
    return this.dataSource.transaction('REPEATABLE READ', async (manager) =>
      compileRoutes(await readRoutedApps(manager), await readRoutedDynos(manager)),
    );
  }

  /** Certificates of apps; `open` gives one with its key. */
  async certificates() {
    const { manager } = this.dataSource;
    return {
      endpoints: await readServedEndpoints(manager),
      open: (endpoint: ServedEndpoint) => openEndpoint(manager, this.box, endpoint),
    };
  }
}
