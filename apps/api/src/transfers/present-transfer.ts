import type { AppTransfer } from '@jujube/contract/app-transfer.js';
import type { TransferRow } from '@jujube/usecases/transfers/transfer.queries.js';

export function presentTransfer(row: TransferRow): AppTransfer {
  return {
    id: row.id,
    app: { id: row.appId, name: row.appName },
    owner: { id: row.ownerId, email: row.ownerEmail },
    recipient: { id: row.recipientId, email: row.recipientEmail },
    state: row.state,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
