import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run dev` serves the pages here and passes what belongs to the server on to it. */
const server = process.env['TANDEM_URL'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { zod: fileURLToPath(new URL('src/unchecked.ts', import.meta.url)) } },
  build: {
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    // The chart engine, loaded with the first chart and never before.
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/api': server, '/sdk': server } },
});
