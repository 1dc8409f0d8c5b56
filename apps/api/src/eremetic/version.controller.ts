import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission } from '../auth/permission.js';

/** Which of Eremetic's APIs this is. */
@ApiTags('tasks')
@Controller('api/v1/version')
export class EremeticVersionController {
  @Get()
  @Permission('task.read')
  @ApiOperation({ summary: 'Eremetic: the version of the API' })
  version(): string {
    return 'jujube, with the API of eremetic 0.30';
  }
}
