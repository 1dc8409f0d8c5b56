import { Module, type DynamicModule } from '@nestjs/common';
import { DatabaseModule } from '@jujube/database/database.module.js';
import type { Settings } from '@jujube/settings/settings.js';
import { AccessLog } from './access-log/access-log.js';
import { TrafficReports } from './access-log/traffic-reports.js';
import { Acknowledger } from './acknowledger.js';
import { ControlLoop } from './control-loop.js';
import { RouteObserver } from './routes/route-observer.js';

/** Host name in, dyno out: renders and drives HAProxy. */
@Module({ providers: [RouteObserver, Acknowledger, AccessLog, TrafficReports, ControlLoop] })
export class RouterModule {
  static forRoot(settings: Settings): DynamicModule {
    return { module: RouterModule, imports: [DatabaseModule.forRoot(settings, 'router')] };
  }
}
