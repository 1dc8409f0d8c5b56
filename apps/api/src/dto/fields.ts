import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Length,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

// Each field of a body is declared once: for validation and for the OpenAPI document.

interface FieldOptions {
  readonly description?: string;
  /** must be sent */
  readonly required?: boolean;
  /** may be null */
  readonly nullable?: boolean;
}

type NewClass = new () => object;

export function TextField({ max = 255, ...options }: FieldOptions & { max?: number } = {}) {
  return field({ type: String, maxLength: max }, options, IsString(), Length(1, max));
}

export function IntegerField({ min, max, ...options }: FieldOptions & { min: number; max: number }) {
  return field({ type: 'integer', minimum: min, maximum: max }, options, IsInt(), Min(min), Max(max));
}

/** Any number; the range is for whoever can say what is wrong with it. */
export function NumberField(options: FieldOptions = {}) {
  return field({ type: Number }, options, IsNumber());
}

export function FlagField(options: FieldOptions = {}) {
  return field({ type: Boolean }, options, IsBoolean());
}

export function ChoiceField(choices: readonly string[], options: FieldOptions = {}) {
  return field({ enum: [...choices] }, options, IsIn(choices));
}

/** An object whose members are checked where they are used. */
export function MapField(options: FieldOptions = {}) {
  return field(
    { type: 'object', additionalProperties: { type: 'string' } },
    options,
    IsObject(),
    ValidateBy(stringValues()),
  );
}

/** An object of another DTO's fields. */
export function PartField(type: NewClass, options: FieldOptions = {}) {
  return field(
    { type: () => type },
    options,
    IsObject(),
    ValidateNested(),
    Type(() => type),
  );
}

export function ListField(type: NewClass, { min = 1, max, ...options }: FieldOptions & { min?: number; max: number }) {
  const rules = [IsArray(), ArrayMinSize(min), ArrayMaxSize(max), ValidateNested({ each: true }), Type(() => type)];
  return field({ type: () => [type], maxItems: max }, options, ...rules);
}

export function TextListField({ max, ...options }: FieldOptions & { max: number }) {
  return field({ type: [String], maxItems: max }, options, IsArray(), ArrayMaxSize(max), IsString({ each: true }));
}

/** Some of the choices. */
export function ChoiceListField(choices: readonly string[], options: FieldOptions = {}) {
  const rules = [IsArray(), ArrayMaxSize(choices.length), IsIn(choices, { each: true })];
  return field({ type: [String], enum: [...choices], maxItems: choices.length }, options, ...rules);
}

/** What Heroku takes in more than one form; `isValid` decides. */
export function LooseField(schema: ApiPropertyOptions, isValid: (value: unknown) => boolean, message: string) {
  return looseField(schema, { isValid, message, required: false });
}

/** As LooseField(), and it must be sent. */
export function LooseRequiredField(schema: ApiPropertyOptions, isValid: (value: unknown) => boolean, message: string) {
  return looseField(schema, { isValid, message, required: true });
}

function looseField(
  schema: ApiPropertyOptions,
  { isValid, message, required }: { isValid: (value: unknown) => boolean; message: string; required: boolean },
) {
  const validator = { validate: isValid, defaultMessage: () => message };
  return field(schema, { required }, ValidateBy({ name: 'loose', validator }));
}

function field(schema: ApiPropertyOptions, options: FieldOptions, ...rules: PropertyDecorator[]) {
  const { required = false, nullable = false, description } = options;
  const documented = { ...schema, required, nullable, description } as ApiPropertyOptions;
  const isSent = ValidateIf((_body, value) => (required || value !== undefined) && !(nullable && value === null));
  return applyDecorators(ApiProperty(documented), isSent, ...rules);
}

function stringValues() {
  return {
    name: 'stringValues',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.values(value).every((member) => typeof member === 'string'),
      defaultMessage: () => '$property must hold strings only',
    },
  };
}
