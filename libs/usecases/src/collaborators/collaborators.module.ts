import { Module } from '@nestjs/common';
import { AddCollaboratorHandler } from './add-collaborator.js';
import { CollaboratorQueries } from './collaborator.queries.js';
import { RemoveCollaboratorHandler } from './remove-collaborator.js';
import { UpdateCollaboratorHandler } from './update-collaborator.js';

@Module({
  providers: [AddCollaboratorHandler, RemoveCollaboratorHandler, UpdateCollaboratorHandler, CollaboratorQueries],
  exports: [CollaboratorQueries],
})
export class CollaboratorsModule {}
