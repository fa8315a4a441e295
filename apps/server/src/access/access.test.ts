import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';
import { claimInstallation } from '@tandem/contract';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('the first visit', () => {
  test('of twenty claims at the same moment one wins', async () => {
    const claims = Array.from({ length: 20 }, (_, i) =>
      world
        .as({})(claimInstallation, {
          body: {
            name: `Ada ${i}`,
            email: `a${i}@example.com`,
            password: 'a long password',
            workspace: 'One',
          },
        })
        .then(
          () => 'won',
          (error: { code: string }) => error.code,
        ),
    );
    const results = await Promise.all(claims);
    expect(results.filter((one) => one === 'won')).toHaveLength(1);
    expect(results.filter((one) => one === 'forbidden')).toHaveLength(19);
  });
});
