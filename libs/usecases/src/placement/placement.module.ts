import { Module } from '@nestjs/common';
import { PlacementQueries } from './placement.queries.js';
import { ServiceQueries } from './service.queries.js';

@Module({ providers: [PlacementQueries, ServiceQueries], exports: [PlacementQueries, ServiceQueries] })
export class PlacementModule {}
