import { Module } from '@nestjs/common';
import { FormationQueries } from './formation.queries.js';
import { ScaleFormationHandler } from './scale-formation.js';

@Module({ providers: [ScaleFormationHandler, FormationQueries], exports: [FormationQueries] })
export class FormationModule {}
