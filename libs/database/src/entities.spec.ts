import 'reflect-metadata';
import { inspect } from 'node:util';
import { getMetadataArgsStorage } from 'typeorm';
import { ENTITIES } from './entities.js';

const CANARY = 'canary-5b1e';
/** Of which nobody but the code that needs them may learn anything. */
const SECRET = /hash|encrypted|secret|password/i;

interface Column {
  readonly entity: new () => object;
  readonly property: string;
  readonly isSelected: boolean;
}

const columns: Column[] = ENTITIES.flatMap((entity) =>
  getMetadataArgsStorage()
    .filterColumns(entity)
    .map(({ propertyName, options }) => ({ entity, property: propertyName, isSelected: options.select !== false })),
);
const secrets = columns.filter(({ property }) => SECRET.test(property));

describe('what an entity holds in secret', () => {
  it('SEC-12: is not read but where it is asked for by name', () => {
    expect(secrets.length).toBeGreaterThan(5);
    expect(
      secrets.filter(({ isSelected }) => isSelected).map(({ entity, property }) => `${entity.name}.${property}`),
    ).toEqual([]);
  });

  it.each(secrets.map(({ entity, property }) => [entity.name, property, entity] as const))(
    'SEC-12: is in nothing that shows it: %s.%s',
    (_name, property, entity) => {
      for (const value of [CANARY, Buffer.from(CANARY)]) {
        const one = Object.assign(new entity(), { [property]: value, id: 'shown' });
        const found = [
          JSON.stringify({ one: [one] }),
          inspect({ one }, { depth: 9 }),
          String(one),
          `${inspect(one)}`,
        ].join();
        expect(found).not.toContain(CANARY);
        expect(found).not.toContain(JSON.stringify(Buffer.from(CANARY)));
        expect(found).not.toContain(Buffer.from(CANARY).toString('hex').match(/../g)!.join(' '));
        expect(found).toContain('shown');
        expect((one as Record<string, unknown>)[property]).toBe(value);
      }
    },
  );
});
