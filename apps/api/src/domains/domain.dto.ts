import type { CreateDomain, UpdateDomain } from '@jujube/contract/domain.js';
import { TextField } from '../dto/fields.js';

const CERTIFICATE = { max: 100, nullable: true, description: 'id or name of a certificate of the app' };

export class CreateDomainDto implements CreateDomain {
  @TextField({ max: 300, required: true })
  hostname!: string;

  @TextField(CERTIFICATE)
  sni_endpoint?: string | null;
}

export class UpdateDomainDto implements UpdateDomain {
  @TextField({ ...CERTIFICATE, required: true })
  sni_endpoint!: string | null;
}
