import { Module } from '@nestjs/common';
import { AnswerTransferHandler } from './answer-transfer.js';
import { CreateTransferHandler } from './create-transfer.js';
import { TransferQueries } from './transfer.queries.js';

@Module({ providers: [AnswerTransferHandler, CreateTransferHandler, TransferQueries], exports: [TransferQueries] })
export class TransfersModule {}
