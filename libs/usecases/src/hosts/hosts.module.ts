import { Module } from '@nestjs/common';
import { CordonHostHandler } from './cordon-host.js';
import { DrainHostHandler } from './drain-host.js';
import { HostQueries } from './host.queries.js';
import { ReconnectHostHandler } from './reconnect-host.js';
import { RegisterHostHandler } from './register-host.js';
import { RemoveHostHandler } from './remove-host.js';
import { UncordonHostHandler } from './uncordon-host.js';
import { UpdateHostHandler } from './update-host.js';

@Module({
  providers: [
    RegisterHostHandler,
    ReconnectHostHandler,
    UpdateHostHandler,
    CordonHostHandler,
    UncordonHostHandler,
    DrainHostHandler,
    RemoveHostHandler,
    HostQueries,
  ],
  exports: [HostQueries],
})
export class HostsModule {}
