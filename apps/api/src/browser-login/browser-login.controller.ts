import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UserError } from '@jujube/core/errors/user-error.js';
import { AskToConfirm } from '@jujube/usecases/browser-logins/ask-to-confirm.js';
import { BrowserLoginQueries, type BrowserLoginRow } from '@jujube/usecases/browser-logins/browser-login.queries.js';
import { ConfirmBrowserLogin } from '@jujube/usecases/browser-logins/confirm-browser-login.js';
import { refuseEndedLogin } from '@jujube/usecases/browser-logins/refuse-ended-login.js';
import { PasswordCheck } from '@jujube/usecases/users/password-check.js';
import { Public } from '../auth/permission.js';
import { ConfirmDto, PasswordDto } from './browser-login.dto.js';
import { IdentityProvider } from './identity-provider.js';
import { confirmForm, loginForm, messagePage, PAGE_POLICY } from './login-page.js';
import { PageFilter } from './page.filter.js';
import { SignOn } from './sign-on.js';

/** The pages on which somebody ends a login that a command line began. */
@ApiExcludeController()
@Controller('auth')
@UseFilters(PageFilter)
export class BrowserLoginController {
  constructor(
    private readonly commands: CommandBus,
    private readonly logins: BrowserLoginQueries,
    private readonly passwords: PasswordCheck,
    private readonly signOn: SignOn,
    private readonly provider: IdentityProvider,
  ) {}

  @Get('browser/:login')
  @Public()
  async form(@Param('login') id: string, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, loginForm({ login: await this.open(id), hasSignOn: this.provider.isThere }));
  }

  @Post('browser/:login')
  @HttpCode(200)
  @Public()
  async withPassword(
    @Param('login') id: string,
    @Body() { username, password, code }: PasswordDto,
    @Req() { ip }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const login = await this.open(id);
    const again = { login, hasSignOn: this.provider.isThere, username };
    try {
      const user = await this.passwords.userOf({ name: username, password, ip, code: code === '' ? undefined : code });
      if (user) return await this.askToConfirm(reply, login, user);
      await sendPage(reply.status(401), loginForm({ ...again, problem: 'The user name or the password is wrong.' }));
    } catch (error) {
      if (!(error instanceof UserError) || error.id !== 'two_factor') throw error;
      await sendPage(reply.status(403), loginForm({ ...again, problem: error.message, needsCode: true }));
    }
  }

  @Get('browser/:login/sso')
  @Public()
  async toProvider(@Param('login') id: string, @Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(await this.signOn.begin((await this.open(id)).id), 303);
  }

  @Get('callback')
  @Public()
  async fromProvider(
    @Query('state') state: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = request.url.split('?')[1] ?? '';
    const { loginId, user } = await this.signOn.end(query, typeof state === 'string' ? state : '');
    await this.askToConfirm(reply, await this.open(loginId), user);
  }

  @Post('browser/:login/confirm')
  @HttpCode(200)
  @Public()
  async confirm(
    @Param('login') id: string,
    @Body() { confirm: code }: ConfirmDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.commands.execute(new ConfirmBrowserLogin({ loginId: (await this.open(id)).id, code }));
    await sendPage(reply, messagePage('You are logged in. Go back to the command line; this page can be closed.'));
  }

  private async askToConfirm(
    reply: FastifyReply,
    login: BrowserLoginRow,
    { userId, email }: { userId: string; email: string },
  ): Promise<void> {
    const code = await this.commands.execute(new AskToConfirm({ loginId: login.id, userId }));
    await sendPage(reply, confirmForm(login, { email, code }));
  }

  private async open(id: string): Promise<BrowserLoginRow> {
    return refuseEndedLogin((await this.logins.find(id)) ?? undefined);
  }
}

async function sendPage(reply: FastifyReply, html: string): Promise<void> {
  await reply.header('Content-Security-Policy', PAGE_POLICY).type('text/html; charset=utf-8').send(html);
}
