import { Module } from '@nestjs/common';
import { CreateSourceHandler } from './create-source.js';
import { SourceQueries } from './source.queries.js';
import { UploadSourceHandler } from './upload-source.js';

@Module({ providers: [CreateSourceHandler, UploadSourceHandler, SourceQueries], exports: [SourceQueries] })
export class SourcesModule {}
