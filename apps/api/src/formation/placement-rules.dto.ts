import type { Affinity, Constraint, NamedPort, PlacementRules, Spread } from '@jujube/contract/placement-rules.js';
import {
  ChoiceField,
  FlagField,
  IntegerField,
  ListField,
  LooseField,
  MapField,
  TextField,
  TextListField,
} from '../dto/fields.js';

const MAX_RULES = 20;

export class AffinityDto implements Affinity {
  @ChoiceField(['host', 'service', 'label'], { required: true })
  target!: Affinity['target'];

  @TextField({ max: 130, required: true, description: "a host's name; `web` or `shop.web`; `disk=ssd` or `disk`" })
  selector!: string;

  @TextField({ max: 64, description: 'hosts with the same value of this field count as one place; default hostname' })
  topology_key?: string;

  @IntegerField({ min: -100, max: 100, description: 'not 0; below 0 it is anti-affinity' })
  weight?: number;

  @FlagField({ description: 'a condition instead of a preference' })
  required?: boolean;
}

export class SpreadDto implements Spread {
  @TextField({ max: 64, required: true })
  topology_key!: string;

  @IntegerField({ min: 1, max: 100 })
  max_skew?: number;

  @IntegerField({ min: 1, max: 10_000 })
  min_domains?: number;

  @ChoiceField(['DoNotSchedule', 'ScheduleAnyway'])
  when_unsatisfiable?: Spread['when_unsatisfiable'];

  @IntegerField({ min: 1, max: 100, description: 'for ScheduleAnyway' })
  weight?: number;
}

export class NamedPortDto implements NamedPort {
  @TextField({ max: 15, required: true, description: 'its number stands in PORT_<NAME>' })
  name!: string;

  @IntegerField({ min: 1, max: 65_535, description: 'default: 5001, 5002 … by its place in the list' })
  container_port?: number;

  @IntegerField({ min: 1, max: 65_535, description: 'default: one that the platform chooses' })
  host_port?: number;

  @ChoiceField(['tcp', 'udp'])
  protocol?: NamedPort['protocol'];
}

export class PlacementRulesDto implements PlacementRules {
  @TextField({ max: 63 })
  pool?: string;

  @MapField({ description: 'host labels that must match' })
  host_labels?: Record<string, string>;

  @FlagField({ description: 'at most one dyno of the process type per host' })
  one_per_host?: boolean;

  @LooseField(
    {
      type: 'array',
      maxItems: MAX_RULES,
      items: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 3 },
      description: 'Marathon\'s constraints, such as [["zone", "GROUP_BY", "3"]]',
    },
    areConstraints,
    `constraints must be a list of at most ${MAX_RULES} lists of two or three strings, such as ["zone", "GROUP_BY", "3"]`,
  )
  constraints?: Constraint[];

  @ListField(AffinityDto, { min: 0, max: MAX_RULES })
  affinity?: AffinityDto[];

  @ListField(SpreadDto, { min: 0, max: MAX_RULES })
  spread?: SpreadDto[];

  @TextListField({ max: MAX_RULES, description: 'values of the host label `requires` that the dynos put up with' })
  tolerations?: string[];

  @IntegerField({ min: 0, max: 100, description: 'who is placed first when not everything fits; default 50' })
  priority?: number;

  @IntegerField({ min: 1, max: 65_535, description: 'the port of the host; without it the platform chooses one' })
  host_port?: number;

  @ListField(NamedPortDto, { min: 0, max: MAX_RULES })
  ports?: NamedPortDto[];

  @IntegerField({ min: 0, max: 64, description: 'graphics processors that each dyno has for itself' })
  gpus?: number;
}

function areConstraints(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length <= MAX_RULES && value.every(isConstraint));
}

function isConstraint(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return false;
  return value.every((part) => typeof part === 'string' && part.length <= 255);
}
