import type { WriteSniEndpoint } from '@jujube/contract/sni-endpoint.js';
import { TextField } from '../dto/fields.js';

const LONGEST_CHAIN = 100_000;
const LONGEST_KEY = 20_000;

export class WriteSniEndpointDto implements WriteSniEndpoint {
  @TextField({ max: LONGEST_CHAIN, required: true, description: 'PEM: the own certificate first, then its issuers' })
  certificate_chain!: string;

  @TextField({ max: LONGEST_KEY, required: true, description: 'PEM without a passphrase; no answer tells it' })
  private_key!: string;
}
