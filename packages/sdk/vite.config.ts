/**
 * Two builds into one folder: modules (index.js, and the parts feedback.js, flags.js and messages.js
 * with what they share), and with `--mode script` the classic script tandem.js, which loads the same
 * parts beside it.
 */
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) => ({
  build: {
    target: 'es2023',
    minify: true,
    modulePreload: false,
    emptyOutDir: false,
    // What two parts share has a name of its own as well: pages load the parts by name.
    rollupOptions: { output: { chunkFileNames: '[name].js' } },
    lib:
      mode === 'script'
        ? {
            entry: 'src/script.ts',
            formats: ['iife'],
            name: 'tandemScript',
            fileName: () => 'tandem.js',
          }
        : {
            entry: {
              index: 'src/index.ts',
              feedback: 'src/feedback.ts',
              flags: 'src/flags.ts',
              messages: 'src/messages.ts',
            },
            formats: ['es'],
            fileName: (_format, name) => `${name}.js`,
          },
  },
}));
