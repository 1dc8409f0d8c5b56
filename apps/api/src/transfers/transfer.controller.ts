import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AppTransfer } from '@jujube/contract/app-transfer.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { AnswerTransfer } from '@jujube/usecases/transfers/answer-transfer.js';
import { CreateTransfer } from '@jujube/usecases/transfers/create-transfer.js';
import { TransferQueries, type TransferRow } from '@jujube/usecases/transfers/transfer.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { presentTransfer } from './present-transfer.js';
import { CreateAppTransferDto, UpdateAppTransferDto } from './transfer.dto.js';

@ApiTags('transfers')
@Controller('account/app-transfers')
export class TransferController {
  constructor(
    private readonly commands: CommandBus,
    private readonly apps: AppQueries,
    private readonly transfers: TransferQueries,
  ) {}

  @Get()
  @Permission('transfer.read')
  @ApiOperation({ summary: 'Transfers of apps that you asked for or are to answer' })
  async list(@CurrentCaller() caller: Caller): Promise<AppTransfer[]> {
    return (await this.transfers.list(caller)).map(presentTransfer);
  }

  @Get(':transfer')
  @Permission('transfer.read')
  @ApiOperation({ summary: 'One transfer, by id, or while it is pending by app' })
  async info(@CurrentCaller() caller: Caller, @Param('transfer') key: string): Promise<AppTransfer> {
    return presentTransfer(await this.find(caller, key));
  }

  @Post()
  @Permission('transfer.write')
  @ApiOperation({ summary: 'Offer an app of yours to somebody; what an administrator gives away is theirs at once' })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateAppTransferDto): Promise<AppTransfer> {
    const app = await this.apps.find(caller, body.app);
    if (!app) {
      const message = `Only its owner can give an app away, and ${body.app.slice(0, 60)} is none of yours.`;
      throw new UserError('not_found', message, { resource: 'app' });
    }
    const { recipient } = body;
    const wish = { appId: app.id, recipient, isAtOnce: caller.isAdmin };
    return this.info(caller, await this.commands.execute(new CreateTransfer(wish)));
  }

  @Patch(':transfer')
  @Permission('transfer.write')
  @ApiOperation({ summary: 'Take an app that you were offered, or decline it' })
  async answer(
    @CurrentCaller() caller: Caller,
    @Param('transfer') key: string,
    @Body() { state }: UpdateAppTransferDto,
  ): Promise<AppTransfer> {
    const row = await this.find(caller, key);
    if (row.recipientId !== caller.userId) {
      throw new UserError('forbidden', `Only ${row.recipientEmail} can answer this transfer.`);
    }
    return this.end(caller, row, state);
  }

  @Delete(':transfer')
  @Permission('transfer.write')
  @ApiOperation({ summary: 'Take back an offer that was not answered' })
  async cancel(@CurrentCaller() caller: Caller, @Param('transfer') key: string): Promise<AppTransfer> {
    return this.end(caller, await this.find(caller, key), 'declined');
  }

  private async end(caller: Caller, row: TransferRow, state: 'accepted' | 'declined'): Promise<AppTransfer> {
    await this.commands.execute(new AnswerTransfer({ transferId: row.id, appId: row.appId, state }));
    return this.info(caller, row.id);
  }

  private async find(caller: Caller, key: string): Promise<TransferRow> {
    const row = await this.transfers.find(caller, key);
    if (!row) throw new UserError('not_found', "Couldn't find that app transfer.", { resource: 'app_transfer' });
    return row;
  }
}
