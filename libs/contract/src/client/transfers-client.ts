import type { AppTransfer, CreateAppTransfer, UpdateAppTransfer } from '../app-transfer.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class TransfersClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<AppTransfer[]> {
    return this.transport.json('GET', '/account/app-transfers');
  }

  create(body: CreateAppTransfer): Promise<AppTransfer> {
    return this.transport.json('POST', '/account/app-transfers', body);
  }

  /** @param transfer its id, or the name of the app */
  answer(transfer: string, body: UpdateAppTransfer): Promise<AppTransfer> {
    return this.transport.json('PATCH', path`/account/app-transfers/${transfer}`, body);
  }

  cancel(transfer: string): Promise<AppTransfer> {
    return this.transport.json('DELETE', path`/account/app-transfers/${transfer}`);
  }
}
