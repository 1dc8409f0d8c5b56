import { Module } from '@nestjs/common';
import { DynoQueries } from './dyno.queries.js';
import { ExecInDynoHandler } from './exec-in-dyno.js';
import { OneOffQueries } from './one-off.queries.js';
import { RestartDynosHandler } from './restart-dynos.js';
import { RunDynoHandler } from './run-dyno.js';
import { StopDynosHandler } from './stop-dynos.js';

@Module({
  providers: [RestartDynosHandler, StopDynosHandler, RunDynoHandler, ExecInDynoHandler, DynoQueries, OneOffQueries],
  exports: [DynoQueries, OneOffQueries],
})
export class DynosModule {}
