import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permission } from '../auth/permission.js';

/** What Heroku's clients ask of every account, and no account has yet. */
@ApiExcludeController()
@Controller()
export class EmptyListsController {
  @Get(['account/features', 'account/keys', 'addon-attachments', 'addons', 'addon-services'])
  @Permission('account.read')
  list(): [] {
    return [];
  }
}
