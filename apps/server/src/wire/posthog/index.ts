/**
 * PostHog's protocol, so that its clients work unchanged: every endpoint that takes events and
 * identities, all body encodings; the rest answered validly as empty or disabled.
 */
import type { Context } from 'hono';
import { answerPreflight, type Wire } from '../../platform/http.ts';
import { receive, receiveV1, type Needs } from './capture.ts';
import { config, definitions, disabled, emptyList, flags, script } from './features.ts';

type Handler = (context: Context, needs: Needs) => Promise<Response>;

const both = ['GET', 'POST'] as const;

const endpoints: readonly {
  methods: readonly string[];
  paths: readonly string[];
  handler: Handler;
}[] = [
  {
    methods: both,
    paths: ['/e', '/i/v0/e', '/batch', '/capture', '/track', '/engage'],
    handler: receive,
  },
  { methods: ['POST'], paths: ['/i/v1/analytics/events'], handler: receiveV1 },
  { methods: both, paths: ['/s'], handler: disabled('recordings') },
  { methods: both, paths: ['/i/v0/ai'], handler: disabled('ai') },
  { methods: ['POST'], paths: ['/i/v1/logs'], handler: disabled('logs') },
  { methods: ['POST'], paths: ['/i/v1/metrics'], handler: disabled('metrics') },
  { methods: both, paths: ['/flags', '/decide'], handler: flags },
  {
    methods: ['GET'],
    paths: ['/flags/definitions', '/api/feature_flag/local_evaluation'],
    handler: definitions,
  },
  { methods: ['GET'], paths: ['/array/:token/config', '/array/:token/config.js'], handler: config },
  { methods: ['GET'], paths: ['/api/surveys'], handler: emptyList({ surveys: [] }) },
  { methods: ['GET'], paths: ['/api/web_experiments'], handler: emptyList({ experiments: [] }) },
  {
    methods: ['GET'],
    paths: ['/api/early_access_features'],
    handler: emptyList({ earlyAccessFeatures: [] }),
  },
  { methods: ['GET'], paths: ['/api/product_tours'], handler: emptyList({ product_tours: [] }) },
  { methods: ['GET'], paths: ['/static/:file', '/static/:version/:file'], handler: script },
];

export function posthogWire(needs: Needs): Wire {
  return (app) => {
    for (const { methods, paths, handler } of endpoints) {
      for (const path of paths.flatMap((one) => [one, `${one}/`])) {
        app.options(path, answerPreflight);
        app.on([...methods], path, (context) => handler(context, needs));
      }
    }
  };
}
