import type { BatchUpdateFormation, HealthCheck, OnUnhealthy, UpdateFormation } from '@jujube/contract/formation.js';
import { ChoiceField, IntegerField, ListField, LooseField, PartField, TextField } from '../dto/fields.js';
import { DisruptionPolicyDto } from './disruption-policy.dto.js';
import { PlacementRulesDto } from './placement-rules.dto.js';
import { UpdatePolicyDto } from './update-policy.dto.js';

export class HealthCheckDto implements HealthCheck {
  @ChoiceField(['http', 'tcp'], { required: true })
  protocol!: 'http' | 'tcp';

  @TextField({ max: 1024, description: 'for http; 200 to 399 passes' })
  path?: string;

  @TextField({ max: 15, description: 'a named port of the process type; default: PORT' })
  port_name?: string;

  @IntegerField({ min: 1, max: 3600, required: true })
  interval_seconds!: number;

  @IntegerField({ min: 1, max: 300, required: true })
  timeout_seconds!: number;

  @IntegerField({ min: 0, max: 3600, required: true })
  grace_seconds!: number;

  @IntegerField({ min: 1, max: 100, required: true })
  max_consecutive_failures!: number;

  @ChoiceField(['recreate', 'none', 'recreateOnQuorum'], {
    description: 'what becomes of a dyno that does not recover',
  })
  on_unhealthy?: OnUnhealthy;

  @IntegerField({ min: 1, max: 1000, description: 'for recreateOnQuorum: so many others must be healthy' })
  quorum?: number;
}

const isQuantity = (value: unknown) => value === undefined || Number.isInteger(value) || isShortText(value);
const isSizeName = (value: unknown) =>
  value === undefined || isShortText(value) || isShortText((value as { name?: unknown } | null)?.name);
const isShortText = (value: unknown) => typeof value === 'string' && value.length <= 40;

export class UpdateFormationDto implements UpdateFormation {
  @LooseField(
    { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    isQuantity,
    'quantity must be a whole number, or a string like "3", "+1" or "-1"',
  )
  quantity?: number | string;

  @TextField({ max: 40, description: 'taken and ignored: dynos are sized by cpu_millis and memory_mib' })
  size?: string;

  @LooseField(
    { oneOf: [{ type: 'string' }, { type: 'object' }] },
    isSizeName,
    'dyno_size must be a name, or an object with one',
  )
  dyno_size?: string | { name: string };

  @TextField({
    max: 200,
    nullable: true,
    description: 'alone: releases what was pushed for this process type (tag, digest or image id); null takes it away',
  })
  docker_image?: string | null;

  @IntegerField({ min: 1, max: 1_024_000, description: 'thousandths of a core reserved by each dyno' })
  cpu_millis?: number;

  @IntegerField({ min: 6, max: 16_777_216 })
  memory_mib?: number;

  @PartField(PlacementRulesDto)
  rules?: PlacementRulesDto;

  @PartField(HealthCheckDto, { nullable: true, description: 'null: PORT must accept a TCP connection' })
  health_check?: HealthCheckDto | null;

  @PartField(UpdatePolicyDto, { nullable: true, description: 'merged into what is there; null: the default' })
  update?: UpdatePolicyDto | null;

  @PartField(DisruptionPolicyDto, { nullable: true, description: 'merged into what is there; null: the default' })
  disruption?: DisruptionPolicyDto | null;
}

export class UpdateOfTypeDto extends UpdateFormationDto {
  @TextField({ max: 31, required: true })
  type!: string;
}

export class BatchUpdateFormationDto implements BatchUpdateFormation {
  @ListField(UpdateOfTypeDto, { max: 50, required: true })
  updates!: UpdateOfTypeDto[];
}
