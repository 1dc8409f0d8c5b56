import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Release } from '@jujube/contract/release.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { PageRequest } from '@jujube/database/page-request.js';
import type { AppInReach, AppRow } from '@jujube/usecases/apps/app.queries.js';
import { CreateReleaseFromImage } from '@jujube/usecases/releases/create-release-from-image.js';
import { ReleaseQueries, type ReleaseField } from '@jujube/usecases/releases/release.queries.js';
import { RollbackRelease } from '@jujube/usecases/releases/rollback-release.js';
import { CurrentApp, refuseUnlessPermitted } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import type { RangeSpec } from '../paging/parse-range.js';
import { RequestedRange } from '../paging/requested-range.decorator.js';
import { sendPage } from '../paging/send-page.js';
import { PushedImages } from '../registry/pushed-images.js';
import { presentProof } from '../deployments/present-proof.js';
import { presentRelease } from './present-release.js';
import { CreateReleaseDto } from './release.dto.js';

const RANGE: RangeSpec<ReleaseField> = {
  fields: { version: 'integer', id: 'uuid', updated_at: 'text' },
  defaultField: 'version',
};

@ApiTags('releases')
@Controller('apps/:app/releases')
export class ReleaseController {
  constructor(
    private readonly commands: CommandBus,
    private readonly releases: ReleaseQueries,
    private readonly images: PushedImages,
  ) {}

  @Get()
  @Permission('release.read')
  @ApiOperation({ summary: 'Releases, oldest first unless the Range says order=desc' })
  async list(
    @CurrentApp() app: AppRow,
    @RequestedRange(RANGE) page: PageRequest<ReleaseField>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Release[]> {
    return sendPage(reply, page, await this.releases.list(app.id, page)).map(presentRelease);
  }

  @Get(':release')
  @Permission('release.read')
  @ApiOperation({ summary: 'One release, by id or version' })
  async info(@CurrentApp() app: AppRow, @Param('release') key: string): Promise<Release> {
    const row = await this.releases.find(app.id, key);
    if (!row)
      throw new UserError('not_found', `${app.name} has no release ${key.slice(0, 60)}.`, { resource: 'release' });
    const proof = row.proof ?? (await this.releases.proofSoFar(row.deploymentId));
    const release = presentRelease(row);
    const deployment = { ...release.deployment, proof: presentProof(proof, row.proof !== null) };
    return { ...release, deployment };
  }

  @Post()
  @Permission('release.rollback')
  @ApiOperation({ summary: 'Roll back to an earlier release, or deploy a pushed image' })
  async create(
    @CurrentApp() app: AppInReach,
    @CurrentCaller() caller: Caller,
    @Body() body: CreateReleaseDto,
  ): Promise<Release> {
    if (body.image_tag !== undefined) refuseUnlessPermitted(app, 'release.write');
    const made = await this.commands.execute(await this.commandFor(app, caller.userId, body));
    return this.info(app, made.id);
  }

  private async commandFor(app: AppRow, userId: string, body: CreateReleaseDto) {
    const target = body.release ?? body.slug;
    if ((target === undefined) === (body.image_tag === undefined)) {
      throw new UserError('invalid_params', 'Give either release (to roll back to) or image_tag (to deploy).');
    }
    if (target !== undefined) return new RollbackRelease({ appId: app.id, userId, target });
    const tag = body.image_tag!;
    const image = await this.images.find(app.name, tag);
    const { description, force = false } = body;
    return new CreateReleaseFromImage({ appId: app.id, userId, tag, ...image, description, force });
  }
}
