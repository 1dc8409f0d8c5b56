import { Module } from '@nestjs/common';
import { AddDomainHandler } from './add-domain.js';
import { DomainQueries } from './domain.queries.js';
import { RemoveDomainHandler } from './remove-domain.js';
import { UpdateDomainHandler } from './update-domain.js';

@Module({
  providers: [AddDomainHandler, UpdateDomainHandler, RemoveDomainHandler, DomainQueries],
  exports: [DomainQueries],
})
export class DomainsModule {}
