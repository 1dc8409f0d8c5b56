import type { Dyno } from '@jujube/contract/dyno.js';
import type { Formation } from '@jujube/contract/formation.js';
import { waitingDyno } from './waiting-dyno.js';

const formation = [{ type: 'web', quantity: 2 }] as Formation[];
const dyno = (name: string, more: Partial<Dyno> = {}) => ({ name, state: 'starting', ...more }) as Dyno;

describe('waitingDyno', () => {
  it('is the first slot that no host has taken', () => {
    expect(waitingDyno(formation, [dyno('web.1')])).toEqual({ name: 'web.2', reason: null });
    expect(waitingDyno(formation, [dyno('web.1'), dyno('web.2')])).toBeUndefined();
  });

  it('is a blocked dyno with its reason before anything else', () => {
    const blocked = dyno('web.2', { state: 'blocked', reason: 'no host has 4Gi left' });
    expect(waitingDyno(formation, [blocked])).toMatchObject({ name: 'web.2', reason: 'no host has 4Gi left' });
  });
});
