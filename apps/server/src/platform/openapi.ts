/** The OpenAPI 3.1 document, written from the contract, and its reference page. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { apiPage, apiPageScript } from './api-page.ts';
import { security } from './static.ts';

export function mountOpenApi(app: OpenAPIHono, version: string): void {
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'tandem.session_token',
  });
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'A private API key of the project',
  });
  registry.registerComponent('securitySchemes', 'projectKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'The public, write-only key of the project; also accepted as `key` in the body',
  });
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Tandem', version, license: { name: 'MIT' } },
  });
  app.get('/api/docs', (context) => context.html(apiPage, 200, security([apiPageScript])));
}
