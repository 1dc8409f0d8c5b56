import { Module } from '@nestjs/common';
import { DynoQueries } from './dyno.queries.js';
import { RestartDynosHandler } from './restart-dynos.js';
import { StopDynosHandler } from './stop-dynos.js';

@Module({ providers: [RestartDynosHandler, StopDynosHandler, DynoQueries], exports: [DynoQueries] })
export class DynosModule {}
