/** The API reference as a page of our own: it works offline and under the strict policy. */
import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; --line: light-dark(#e3e5ea, #2c2f36); --soft: light-dark(#5a6070, #a5abb8);
  --ground: light-dark(#fff, #15171b); --text: light-dark(#14161a, #eceef2); --accent: light-dark(#00737e, #6fd0d8); }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0; } h2 { margin: 2.5rem 0 .5rem; } p, .soft { color: var(--soft); } a { color: var(--accent); }
input { width: 100%; box-sizing: border-box; padding: .6rem .8rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 8px; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; }
summary { padding: .6rem .8rem; cursor: pointer; overflow-wrap: anywhere; }
summary code { font-weight: 600; } .method { display: inline-block; min-width: 5rem; color: var(--accent); font-weight: 700; }
.body { padding: 0 .8rem .8rem; } pre { overflow: auto; padding: .8rem; border: 1px solid var(--line);
  border-radius: 8px; font-size: 13px; margin: .3rem 0; }
`;

const script = `
const el = (name, props = {}, ...children) => {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children);
  return made;
};
const main = document.querySelector('main');
const answer = await fetch('/api/openapi.json');
const api = await answer.json();
const named = (ref) => ref.split('/').slice(1).reduce((at, key) => at?.[key], api);
const show = (schema, depth = 0) => {
  if (!schema || depth > 6) return '...';
  if (schema.$ref) return depth > 3 ? schema.$ref.split('/').pop() : show(named(schema.$ref), depth + 1);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map((one) => show(one, depth + 1)).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => show(one, depth + 1)).join(' & ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.type === 'array') return show(schema.items, depth + 1) + '[]';
  if (schema.properties) {
    const pad = '  '.repeat(depth + 1);
    const lines = Object.entries(schema.properties).map(([name, value]) =>
      pad + name + (schema.required?.includes(name) ? '' : '?') + ': ' + show(value, depth + 1));
    return '{\\n' + lines.join('\\n') + '\\n' + '  '.repeat(depth) + '}';
  }
  return [schema.type ?? 'anything'].flat().join(' | ') + (schema.format ? ' (' + schema.format + ')' : '');
};
const block = (title, text) => [el('div', { className: 'soft', textContent: title }), el('pre', { textContent: text })];
const jsonOf = (part) => Object.values(part?.content ?? {})[0]?.schema;
const operation = (path, method, it) => {
  const body = el('div', { className: 'body' });
  const inputs = (it.parameters ?? []).map((one) =>
    one.name + (one.required ? '' : '?') + ' (' + one.in + '): ' + show(one.schema));
  const schemes = (it.security ?? []).flatMap((one) => Object.keys(one));
  body.append(el('p', { textContent: schemes.length ? 'Needs: ' + schemes.join(' or ') : 'Open to anybody' }));
  if (inputs.length) body.append(...block('Parameters', inputs.join('\\n')));
  if (it.requestBody) body.append(...block('Body', show(jsonOf(it.requestBody))));
  body.append(...block('Answer', show(jsonOf(it.responses?.['200']))));
  const summary = el('summary', {}, el('span', { className: 'method', textContent: method.toUpperCase() }),
    el('code', { textContent: path }), el('div', { className: 'soft', textContent: it.summary ?? '' }));
  return el('details', { id: it.operationId ?? method + path }, summary, body);
};
const groups = new Map();
for (const [path, methods] of Object.entries(api.paths ?? {}))
  for (const [method, it] of Object.entries(methods)) {
    const tag = it.tags?.[0] ?? 'other';
    groups.set(tag, [...(groups.get(tag) ?? []), operation(path, method, it)]);
  }
main.replaceChildren(...[...groups].map(([tag, all]) => el('section', {}, el('h2', { textContent: tag }), ...all)));
document.querySelector('input').addEventListener('input', (event) => {
  const words = event.target.value.toLowerCase();
  for (const section of main.children) {
    const shown = [...section.querySelectorAll('details')].filter((one) =>
      !(one.hidden = !one.textContent.toLowerCase().includes(words)));
    section.hidden = shown.length === 0;
  }
});
`;

export const apiPageScript = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

export const apiPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Tandem API</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><header><h1>Tandem API</h1>
<p>Written from the contract the product itself uses. For generators: <a href="/api/openapi.json">openapi.json</a>.</p>
<input type="search" placeholder="Find an endpoint" aria-label="Find an endpoint"></header>
<main>Loading the reference</main><script type="module">${script}</script></body></html>`;
