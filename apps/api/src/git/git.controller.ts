import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { logLine } from '../server/log-line.js';
import { OpenStreams } from '../server/open-streams.js';
import { BAND, FLUSH, pktLine, reportStatus, sideBand } from './pkt-line.js';
import { PushBuild } from './push-build.js';
import { PushedRepository, type PushedRef } from './pushed-repository.js';

const SERVICE = 'git-receive-pack';
/** Branches that are built; of both, the first counts. */
const BUILT = ['refs/heads/main', 'refs/heads/master'];

interface Push {
  readonly app: AppRow;
  readonly userId: string;
  readonly repository: PushedRepository;
  readonly signal: AbortSignal;
}

/** `git push URL/shop.git main`: git's smart HTTP protocol (gitprotocol-http(5)), for pushing only. */
@ApiTags('git')
@Controller('apps/:app/git')
export class GitController {
  constructor(
    private readonly builds: PushBuild,
    private readonly streams: OpenStreams,
  ) {}

  @Get('info/refs')
  @Permission('build.write')
  @ApiOperation({ summary: 'git: what a push may say' })
  async advertise(@Query('service') service: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    if (service !== SERVICE) {
      const message = 'Only git push works here: what was pushed is built, and the repository is not kept.';
      throw new UserError('bad_request', message);
    }
    const repository = await PushedRepository.make();
    try {
      const heading = [pktLine(`# service=${SERVICE}\n`), FLUSH];
      const answer = Buffer.concat([...heading, await repository.advertisement()]);
      await reply.type(`application/x-${SERVICE}-advertisement`).send(answer);
    } finally {
      await repository.remove();
    }
  }

  @Post(SERVICE)
  @HttpCode(200)
  @Permission('build.write')
  @ApiOperation({
    summary: 'git: push commits; main or master is built and released, the output comes with the answer',
  })
  async receive(
    @CurrentApp() app: AppRow,
    @CurrentCaller() { userId }: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!(request.body instanceof Readable)) throw new UserError('bad_request', 'This is for git push.');
    const repository = await PushedRepository.make();
    try {
      await repository.receive(request.body);
    } catch (error) {
      await repository.remove();
      throw error;
    }
    const push = { app, userId, repository, signal: this.streams.signalOf(reply) };
    await reply.type(`application/x-${SERVICE}-result`).send(Readable.from(this.answer(push)));
  }

  private async *answer(push: Push): AsyncGenerator<Buffer> {
    try {
      const refs = await push.repository.refs();
      // git asks with no commands at all first, to find out whether it may
      if (refs.length === 0) return;
      const built = BUILT.flatMap((name) => refs.find((ref) => ref.name === name) ?? [])[0];
      const fates = new Map<string, string | null>(refs.map(({ name }) => [name, 'only main and master are built']));
      if (built) fates.set(built.name, yield* this.build(push, built));
      yield reportStatus(fates);
    } finally {
      await push.repository.remove();
    }
  }

  /** Shows the build. Answers why the ref is refused; null: it is not. */
  private async *build(
    { app, userId, repository, signal }: Push,
    ref: PushedRef,
  ): AsyncGenerator<Buffer, string | null> {
    try {
      const buildId = await this.builds.begin({ app, userId, repository, ref });
      for await (const text of this.builds.text(buildId, signal)) yield sideBand(BAND.progress, text);
      const ending = this.builds.ending(app, buildId, signal);
      let next = await ending.next();
      for (; !next.done; next = await ending.next()) yield sideBand(BAND.progress, next.value);
      return next.value;
    } catch (error) {
      const isTold = error instanceof UserError;
      if (!isTold && !signal.aborted) logLine('error', 'push failed', { app: app.name, stack: (error as Error).stack });
      const message = isTold ? error.message : 'something went wrong on the server';
      yield sideBand(BAND.progress, ` !     ${message}\n`);
      return 'not built';
    }
  }
}
