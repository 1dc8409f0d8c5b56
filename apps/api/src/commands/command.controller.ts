import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { runCommandLine } from '@jujube/commands/language/run-command-line.js';
import type { CommandResult } from '@jujube/contract/command.js';
import { Permission } from '../auth/permission.js';
import { tokenOf } from '../auth/token-of.js';
import { RunCommandDto } from './command.dto.js';

@ApiTags('commands')
@Controller('commands')
export class CommandController {
  @Post()
  @HttpCode(200)
  @Permission('command.run')
  @ApiOperation({ summary: 'Run a line of the command language with your rights; never a shell. Answers within 25 s' })
  run(@Req() request: FastifyRequest, @Body() { command }: RunCommandDto): Promise<CommandResult> {
    const token = tokenOf(request.headers.authorization) ?? '';
    return runCommandLine(command, { baseUrl: ownUrl(request), token });
  }
}

/** Where this very request came in: the line's own calls go the same way. */
function ownUrl({ raw: { socket } }: FastifyRequest): string {
  const { localAddress = '127.0.0.1', localPort } = socket;
  return `http://${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
}
