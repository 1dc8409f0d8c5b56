import { Module } from '@nestjs/common';
import { AddDomainHandler } from './add-domain.js';
import { DomainQueries } from './domain.queries.js';
import { RemoveDomainHandler } from './remove-domain.js';

@Module({ providers: [AddDomainHandler, RemoveDomainHandler, DomainQueries], exports: [DomainQueries] })
export class DomainsModule {}
