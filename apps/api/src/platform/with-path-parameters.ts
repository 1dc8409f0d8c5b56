import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Names every part of a path that varies, also those that a guard reads instead of the route itself. */
export function withPathParameters(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) operation.parameters = parametersOf(operation, names);
    }
  }
  return document;
}

function parametersOf({ parameters = [] }: Operation, names: readonly string[]): Operation['parameters'] {
  const others = parameters.filter((parameter) => !('in' in parameter) || parameter.in !== 'path');
  const inPath = names.map((name) => ({
    name,
    in: 'path' as const,
    required: true,
    schema: { type: 'string' as const },
  }));
  return [...inPath, ...others];
}
