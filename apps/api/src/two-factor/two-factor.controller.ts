import { Body, Controller, Delete, Headers, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OfferedTwoFactor, RecoveryCodes } from '@jujube/contract/two-factor.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { BeginTwoFactor } from '@jujube/usecases/users/begin-two-factor.js';
import { ConfirmTwoFactor } from '@jujube/usecases/users/confirm-two-factor.js';
import { EndTwoFactor } from '@jujube/usecases/users/end-two-factor.js';
import { TWO_FACTOR_HEADER } from '../auth/authentication.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { TextField } from '../dto/fields.js';

class ConfirmTwoFactorDto {
  @TextField({ max: 40, required: true })
  code!: string;
}

@ApiTags('account')
@Controller('account/two-factor')
export class TwoFactorController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Permission('token.write')
  @ApiOperation({ summary: 'Get a secret for codes at the login (RFC 6238); nothing changes before it is confirmed' })
  begin(@CurrentCaller() { userId, email }: Caller): Promise<OfferedTwoFactor> {
    return this.commands.execute(new BeginTwoFactor({ userId, email }));
  }

  @Post('confirmation')
  @Permission('token.write')
  @ApiOperation({ summary: 'Ask for codes at the login from now on; answers recovery codes, shown this once' })
  async confirm(@CurrentCaller() { userId }: Caller, @Body() { code }: ConfirmTwoFactorDto): Promise<RecoveryCodes> {
    return {
      recovery_codes: await this.commands.execute<ConfirmTwoFactor, string[]>(new ConfirmTwoFactor({ userId, code })),
    };
  }

  @Delete()
  @Permission('token.write')
  @ApiOperation({ summary: 'Ask for no codes any more; takes one in the header Heroku-Two-Factor-Code' })
  async end(
    @CurrentCaller() { userId }: Caller,
    @Headers(TWO_FACTOR_HEADER) code = '',
  ): Promise<Record<string, never>> {
    await this.commands.execute(new EndTwoFactor({ userId, code }));
    return {};
  }
}
