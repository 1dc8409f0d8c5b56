import type { CreateDomain } from '@jujube/contract/domain.js';
import { TextField } from '../dto/fields.js';

export class CreateDomainDto implements CreateDomain {
  @TextField({ max: 300, required: true })
  hostname!: string;

  @TextField({ max: 100, nullable: true, description: 'taken and ignored: the router chooses the certificate by name' })
  sni_endpoint?: string | null;
}
