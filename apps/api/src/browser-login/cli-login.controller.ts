import { Body, Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BrowserLogin } from '@jujube/contract/browser-login.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { BeginBrowserLogin } from '@jujube/usecases/browser-logins/begin-browser-login.js';
import { BrowserLoginQueries } from '@jujube/usecases/browser-logins/browser-login.queries.js';
import { refuseEndedLogin } from '@jujube/usecases/browser-logins/refuse-ended-login.js';
import { TakeBrowserLogin } from '@jujube/usecases/browser-logins/take-browser-login.js';
import { CreateToken } from '@jujube/usecases/tokens/create-token.js';
import { Public } from '../auth/permission.js';
import { tokenOf } from '../auth/token-of.js';
import { OpenStreams } from '../server/open-streams.js';
import { BeginLoginDto } from './browser-login.dto.js';
import { IdentityProvider } from './identity-provider.js';
import { waitOf } from './wait-of.js';

const LOOK_EVERY_MS = 500;
const TOKEN_LIVES_SECONDS = 90 * 24 * 3600;

/** The end of a login that the command line holds; the other is BrowserLoginController. */
@ApiTags('account')
@Controller('auth')
export class CliLoginController {
  constructor(
    private readonly commands: CommandBus,
    private readonly logins: BrowserLoginQueries,
    private readonly provider: IdentityProvider,
    private readonly streams: OpenStreams,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ summary: 'Begin a login that somebody ends in a browser; all paths are below this API' })
  async begin(@Body() { description }: BeginLoginDto, @Req() { ip }: FastifyRequest): Promise<BrowserLogin> {
    const wish = { description: description ?? 'A command line', ip };
    const { id, secret } = await this.commands.execute(new BeginBrowserLogin(wish));
    return {
      ...{ browser_url: `/auth/browser/${id}`, cli_url: `/auth/cli/${id}`, token: secret },
      sso: this.provider.isThere,
    };
  }

  @Get('cli/:login')
  @Public()
  @ApiOperation({ summary: 'Waits for the end of a login (Prefer: wait=50 at most); with its token as Bearer' })
  async wait(
    @Param('login') loginId: string,
    @Headers('authorization') authorization: string | undefined,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ access_token: string }> {
    const secret = tokenOf(authorization) ?? '';
    const signal = this.streams.signalOf(reply);
    const until = Date.now() + waitOf(prefer);
    do {
      refuseEndedLogin((await this.logins.isOpen(loginId, secret)) || undefined);
      const login = await this.commands.execute(new TakeBrowserLogin({ loginId, secret }));
      if (login) {
        const wish = { ...login, expiresInSeconds: TOKEN_LIVES_SECONDS, permissions: null, appId: null };
        return { access_token: (await this.commands.execute(new CreateToken(wish))).token };
      }
      await pause(Math.min(LOOK_EVERY_MS, Math.max(0, until - Date.now())), undefined, { signal }).catch(() => {});
    } while (Date.now() < until && !signal.aborted);
    throw new UserError('unavailable', 'Nobody has logged in yet. Ask again.');
  }
}
