import { TextField } from '../dto/fields.js';

export class BeginLoginDto {
  @TextField({ max: 200, description: 'who asks, as the page shows it' })
  description?: string;
}

export class PasswordDto {
  @TextField({ max: 300, required: true })
  username!: string;

  @TextField({ max: 1000, required: true })
  password!: string;

  @TextField({ max: 40 })
  code?: string;
}

export class ConfirmDto {
  @TextField({ max: 200, required: true })
  confirm!: string;
}
