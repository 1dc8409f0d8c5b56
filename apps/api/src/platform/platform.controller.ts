import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Region, Stack } from '@jujube/contract/platform.js';
import type { Settings } from '@jujube/settings/settings.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { authorityCertificate } from '@jujube/database/certificate-authority/stored-authority.js';
import { DataSource } from '@jujube/database/connection.js';
import { Reader } from '@jujube/database/reader.js';
import { Permission, Public } from '../auth/permission.js';
import { SETTINGS } from '../settings.provider.js';
import { OpenApiDocument } from './openapi-document.js';
import { REGION, STACKS, presentRegion, presentStack } from './present-platform.js';

/** What there is to say about the installation itself. */
@Controller()
export class PlatformController {
  constructor(
    private readonly reader: Reader,
    private readonly dataSource: DataSource,
    private readonly openApi: OpenApiDocument,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('healthz')
  @Public()
  @ApiOperation({ summary: 'Answers 200 while the API reaches its database' })
  async health(): Promise<{ status: string }> {
    await this.reader.rows('select 1');
    return { status: 'ok' };
  }

  @Get('openapi.json')
  @Public()
  @ApiOperation({ summary: 'This document' })
  document(): OpenAPIObject {
    return this.openApi.get();
  }

  @Get('certificate-authority')
  @Permission('account.read')
  @ApiOperation({ summary: 'What clients that attach to dynos have to trust, as PEM' })
  async authority(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const certificate = await authorityCertificate(this.dataSource.manager);
    if (certificate === null)
      throw new UserError('unavailable', 'No scheduler has made one yet. Try again in a while.');
    void reply.type('application/x-pem-file');
    return certificate;
  }

  @Get('regions')
  @Permission('account.read')
  @ApiOperation({ summary: 'The one region: the hosts of this installation' })
  regions(): Region[] {
    return [presentRegion(REGION, this.settings.baseDomain)];
  }

  @Get('stacks')
  @Permission('account.read')
  @ApiOperation({ summary: 'What apps are built on' })
  stacks(): Stack[] {
    return STACKS.map(presentStack);
  }
}
