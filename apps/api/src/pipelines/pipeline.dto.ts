import { STAGES, type Stage } from '@jujube/core/pipeline/pipeline.js';
import { ChoiceField, LooseField, LooseRequiredField, TextField } from '../dto/fields.js';
import { IdentityField, type Identity } from '../dto/identity.js';

const MOST_TARGETS = 50;
const ANY_OBJECT = { type: 'object', additionalProperties: true } as const;

export class CreatePipelineDto {
  @TextField({ max: 60, required: true })
  name!: string;

  @LooseField({ ...ANY_OBJECT, nullable: true, description: 'taken and ignored: it is yours' }, () => true, '')
  owner?: unknown;

  @LooseField({ ...ANY_OBJECT, description: 'taken and ignored: there is one' }, () => true, '')
  generation?: unknown;
}

export class UpdatePipelineDto {
  @TextField({ max: 60 })
  name?: string;
}

export class CreatePipelineCouplingDto {
  @IdentityField('app')
  app!: Identity;

  @IdentityField('pipeline')
  pipeline!: Identity;

  @ChoiceField(STAGES, { required: true })
  stage!: Stage;
}

export class UpdatePipelineCouplingDto {
  @ChoiceField(STAGES, { required: true })
  stage!: Stage;
}

interface AppPart {
  readonly app: Identity;
}

const isPart = (value: unknown): value is AppPart =>
  typeof value === 'object' && value !== null && ['string', 'object'].includes(typeof (value as AppPart).app);
const areParts = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST_TARGETS && value.every(isPart);

export class CreatePipelinePromotionDto {
  @IdentityField('pipeline')
  pipeline!: Identity;

  @LooseRequiredField(ANY_OBJECT, isPart, 'source must be an object with an app')
  source!: AppPart & { readonly release?: Identity };

  @LooseRequiredField(
    { type: 'array', items: ANY_OBJECT },
    areParts,
    `targets must be a list of at most ${MOST_TARGETS} objects with an app`,
  )
  targets!: AppPart[];
}
