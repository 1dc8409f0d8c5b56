import { Lane } from './lane.js';

describe('lane', () => {
  it('lets so many in at once, the others in turn', async () => {
    const lane = new Lane(2);
    const order: string[] = [];
    const enter = async (name: string) => {
      const leave = await lane.enter(10_000);
      order.push(name);
      return leave!;
    };
    const [first, second] = [await enter('first'), await enter('second')];
    const third = enter('third');
    const fourth = enter('fourth');
    expect(order).toEqual(['first', 'second']);
    first();
    first();
    (await third)();
    (await fourth)();
    second();
    expect(order).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('turns away who waited too long, without losing the place', async () => {
    const lane = new Lane(1);
    const leave = await lane.enter(0);
    expect(await lane.enter(5)).toBeNull();
    leave?.();
    expect(await lane.enter(0)).not.toBeNull();
  });
});
