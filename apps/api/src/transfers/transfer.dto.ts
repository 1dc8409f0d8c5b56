import type { CreateAppTransfer, UpdateAppTransfer } from '@jujube/contract/app-transfer.js';
import { ChoiceField, FlagField, TextField } from '../dto/fields.js';

export class CreateAppTransferDto implements CreateAppTransfer {
  @TextField({ max: 100, required: true, description: 'id or name of an app of yours' })
  app!: string;

  @TextField({ max: 300, required: true, description: 'id or e-mail address of its new owner' })
  recipient!: string;

  @FlagField({ description: 'taken and ignored: nobody is sent an e-mail' })
  silent?: boolean;
}

export class UpdateAppTransferDto implements UpdateAppTransfer {
  @ChoiceField(['accepted', 'declined'], { required: true })
  state!: 'accepted' | 'declined';
}
