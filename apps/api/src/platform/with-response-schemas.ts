import type { OpenAPIObject } from '@nestjs/swagger';
import { RESPONSE_SCHEMAS } from './response-schemas.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Says of every operation what it answers, by its operationId (`Controller.method`), and of all how they refuse. */
export function withResponseSchemas(document: OpenAPIObject): OpenAPIObject {
  const { operations, definitions } = schemasInPlace();
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, ...definitions, Problem: PROBLEM };
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) describeAnswers(operation, operations);
    }
  }
  return document;
}

function describeAnswers({ operationId = '', responses }: Operation, operations: Schemas): void {
  const [good] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  // several paths of one method have its name with a number
  const schema = operations[operationId.replace(/\[\d+\]$/, '')];
  if (good !== undefined && schema) responses[good] = { description: '', content: { 'application/json': { schema } } };
  responses.default = { description: 'A refusal', content: { 'application/json': { schema: PROBLEM_REF } } };
}

// they were made with references to `definitions`, which OpenAPI keeps elsewhere
function schemasInPlace(): { operations: Schemas; definitions: Schemas } {
  const text = RESPONSE_SCHEMAS.replaceAll('"#/definitions/', '"#/components/schemas/');
  return JSON.parse(text) as { operations: Schemas; definitions: Schemas };
}

const PROBLEM_REF = { $ref: '#/components/schemas/Problem' };
const PROBLEM: Schemas[string] = {
  type: 'object',
  description: 'Marathon’s routes tell only the message.',
  properties: { id: { type: 'string' }, message: { type: 'string' }, url: { type: 'string' } },
  required: ['message'],
};
