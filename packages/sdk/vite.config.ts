/**
 * Two builds into one folder: modules (index.js and the form's chunk feedback.js), and with
 * `--mode script` the classic script tandem.js, which loads the same feedback.js beside it.
 */
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) => ({
  build: {
    target: 'es2023',
    minify: true,
    modulePreload: false,
    emptyOutDir: false,
    lib:
      mode === 'script'
        ? {
            entry: 'src/script.ts',
            formats: ['iife'],
            name: 'tandemScript',
            fileName: () => 'tandem.js',
          }
        : {
            entry: { index: 'src/index.ts', feedback: 'src/feedback.ts', flags: 'src/flags.ts' },
            formats: ['es'],
            fileName: (_format, name) => `${name}.js`,
          },
  },
}));
