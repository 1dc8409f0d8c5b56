import type { CreateHost, ReconnectHost, SandboxMode, UpdateHost } from '@jujube/contract/host.js';
import { ChoiceField, FlagField, LooseField, MapField, PartField, TextField } from '../dto/fields.js';

const SANDBOXES = ['default', 'strict', 'privileged'];
const KEY_CHARACTERS = 65_536;

export class HostTlsDto {
  @TextField({ max: KEY_CHARACTERS, required: true })
  ca!: string;

  @TextField({ max: KEY_CHARACTERS, required: true })
  cert!: string;

  @TextField({ max: KEY_CHARACTERS, required: true })
  key!: string;
}

export class HostSshDto {
  @TextField({ max: 2_048, required: true, description: 'SHA256:… or a public key as in known_hosts' })
  host_key!: string;

  @TextField({ max: KEY_CHARACTERS })
  private_key?: string;
}

export class ReconnectHostDto implements ReconnectHost {
  @TextField({ max: 300, required: true, description: 'tcp://host:2376, ssh://user@host or unix:///path.sock' })
  url!: string;

  @TextField({ max: 253, description: 'where its published ports are reached' })
  address?: string;

  @PartField(HostTlsDto, { description: 'PEM texts, for tcp' })
  tls?: HostTlsDto;

  @PartField(HostSshDto)
  ssh?: HostSshDto;

  @FlagField({ description: 'accept a host that fails checks, though it was reached' })
  force?: boolean;
}

export class CreateHostDto extends ReconnectHostDto implements CreateHost {
  @TextField({ max: 63, required: true })
  name!: string;

  @MapField()
  labels?: Record<string, string>;

  @TextField({ max: 31 })
  pool?: string;

  @ChoiceField(SANDBOXES, { description: 'how far builds are confined there' })
  sandbox?: SandboxMode;
}

const isLabelPatch = (value: unknown) =>
  value === undefined ||
  (typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((label) => label === null || typeof label === 'string'));

export class UpdateHostDto implements UpdateHost {
  @TextField({ max: 60, nullable: true, description: 'id or name; the host must be empty; null: none' })
  environment?: string | null;

  @TextField({ max: 253 })
  address?: string;

  @LooseField(
    { type: 'object', additionalProperties: { type: 'string', nullable: true } },
    isLabelPatch,
    'labels must hold strings, or null to remove one',
  )
  labels?: Record<string, string | null>;

  @TextField({ max: 31 })
  pool?: string;

  @ChoiceField(SANDBOXES)
  sandbox?: SandboxMode;
}
