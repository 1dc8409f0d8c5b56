import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RegistryToken } from '@jujube/contract/platform.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { mintRegistryToken, parseScope } from '@jujube/registry/registry-token.js';
import type { Settings } from '@jujube/settings/settings.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { SETTINGS } from '../settings.provider.js';
import { RegistryAccess } from './registry-access.js';

const LIFETIME_S = 900;

@ApiTags('registry')
@Controller('registry')
export class RegistryTokenController {
  constructor(
    private readonly access: RegistryAccess,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('token')
  @Permission('registry.token')
  @ApiOperation({
    summary:
      "The token service behind docker login: any user, password = token. Grants push and pull on your apps' repositories",
  })
  async token(@CurrentCaller() caller: Caller, @Query('scope') scope: string | string[] = []): Promise<RegistryToken> {
    const signer = this.settings.registry?.token;
    if (!signer) throw new UserError('not_found', 'This installation does not sign tokens for its registry.');
    const now = new Date();
    const access = await this.access.grant(caller, parseScope(scope));
    const token = mintRegistryToken(signer, { access, subject: caller.email, lifetimeS: LIFETIME_S, now });
    return { token, access_token: token, expires_in: LIFETIME_S, issued_at: now.toISOString() };
  }
}
