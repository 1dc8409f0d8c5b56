import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permission } from '../auth/permission.js';

/** What Heroku's clients ask of every app, and no app has yet. */
@ApiExcludeController()
@Controller('apps/:app')
export class EmptyAppListsController {
  @Get(['addons', 'addon-attachments', 'buildpack-installations', 'features', 'log-drains', 'webhooks'])
  @Permission('app.read')
  list(): [] {
    return [];
  }
}
