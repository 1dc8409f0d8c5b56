import { Module } from '@nestjs/common';
import { ApplyProcessHandler } from './apply-process.js';
import { FormationQueries } from './formation.queries.js';
import { RemoveProcessHandler } from './remove-process.js';
import { ScaleFormationHandler } from './scale-formation.js';

@Module({
  providers: [ApplyProcessHandler, RemoveProcessHandler, ScaleFormationHandler, FormationQueries],
  exports: [FormationQueries],
})
export class FormationModule {}
