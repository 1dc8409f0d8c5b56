import { Module } from '@nestjs/common';
import { ApplyManifestHandler } from './apply-manifest.js';
import { ManifestQueries } from './manifest.queries.js';

@Module({ providers: [ApplyManifestHandler, ManifestQueries], exports: [ManifestQueries] })
export class ManifestModule {}
