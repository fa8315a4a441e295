import { createKey, listKeys, revokeKey } from '@tandem/contract';
import { route, type Route } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { nameOf } from '../audit/rules.ts';
import { endKey, makeKey } from './actions.ts';
import { readKeys, type Keys } from './reads.ts';

export function keyRoutes(platform: Platform, keys: Keys): readonly Route[] {
  return [
    route(listKeys, async ({ project }) => ({
      keys: await platform.records.installation.read((r) => readKeys(r, project)),
    })),
    route(createKey, async ({ project, body, caller }) => {
      const made = await makeKey(platform, { project, actor: nameOf(caller) }, body);
      keys.refresh();
      return made;
    }),
    route(revokeKey, async ({ project, params, caller }) => {
      const ended = await endKey(platform, { project, actor: nameOf(caller) }, params.key);
      keys.refresh();
      return ended;
    }),
  ];
}
