import { listEventNames, listLiveEvents, listProperties, sendEvents } from '@tandem/contract';
import { route, type Route } from '../platform/http.ts';
import type { Platform } from '../platform/platform.ts';
import type { Take } from './actions.ts';
import { fromNative } from './native.ts';
import { readEventNames, readLive, readProperties } from './reads.ts';
import { browserOf } from './request.ts';

export function captureRoutes(platform: Platform, take: Take): readonly Route[] {
  return [
    route(sendEvents, async ({ project, body, caller, request, ip }) => {
      const results = await take(project, {
        ...browserOf(request),
        source: body.historical === true ? 'import' : 'native',
        receivedAt: platform.clock.now(),
        sentAt: body.sentAt === undefined ? undefined : new Date(body.sentAt),
        historical: body.historical,
        consent: body.consent,
        isTrusted: caller.kind === 'key' && caller.isPrivate,
        ip,
        events: body.events.map(fromNative),
      });
      const accepted = results.filter(({ status }) => status === 'accepted').length;
      return { accepted, refused: results.length - accepted, results: [...results] };
    }),
    route(listEventNames, ({ project }) => readEventNames(platform, project)),
    route(listProperties, ({ project, query }) => readProperties(platform, project, query.event)),
    route(listLiveEvents, ({ project, query }) => readLive(platform, project, query)),
  ];
}
