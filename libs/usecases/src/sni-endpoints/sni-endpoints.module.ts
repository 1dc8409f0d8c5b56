import { Module } from '@nestjs/common';
import { AddSniEndpointHandler } from './add-sni-endpoint.js';
import { RemoveSniEndpointHandler } from './remove-sni-endpoint.js';
import { SniEndpointQueries } from './sni-endpoint.queries.js';
import { UpdateSniEndpointHandler } from './update-sni-endpoint.js';

@Module({
  providers: [AddSniEndpointHandler, UpdateSniEndpointHandler, RemoveSniEndpointHandler, SniEndpointQueries],
  exports: [SniEndpointQueries],
})
export class SniEndpointsModule {}
