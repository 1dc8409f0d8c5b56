import { Module } from '@nestjs/common';
import { PlacementQueries } from './placement.queries.js';

@Module({ providers: [PlacementQueries], exports: [PlacementQueries] })
export class PlacementModule {}
