import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** `npm run dev` serves the pages here and passes what belongs to the server on to it. */
const server = process.env['TANDEM_URL'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  plugins: [react(), preloadShared()],
  resolve: { alias: { zod: fileURLToPath(new URL('src/unchecked.ts', import.meta.url)) } },
  build: {
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    // The chart engine, loaded with the first chart and never before.
    chunkSizeWarningLimit: 600,
    // One file with what every page needs and one with what some share, instead of fifty small
    // ones that wait for each other's connections.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'frame', tags: ['$initial'], priority: 2 },
            { name: 'parts', test: /web\/src|@tabler/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/sdk': server } },
});

/**
 * The letters are asked for with the code, and not only once there is text to draw with them; and
 * what almost every page shares comes beside the frame, and not only once the frame has run.
 */
function preloadShared(): Plugin {
  return {
    name: 'preload-shared',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {}).flatMap((file) => {
          const attrs = shared.find(([name]) => name.test(file))?.[1];
          if (attrs === undefined) return [];
          const link = { crossorigin: '', href: `/${file}`, ...attrs };
          return [{ tag: 'link', attrs: link, injectTo: 'head' as const }];
        }),
    },
  };
}

const shared: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [/\/inter-latin-opsz-normal-.*\.woff2$/, { rel: 'preload', as: 'font', type: 'font/woff2' }],
  [/\/parts-.*\.js$/, { rel: 'modulepreload' }],
  [/\/parts-.*\.css$/, { rel: 'preload', as: 'style' }],
];
