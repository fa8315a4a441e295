import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run dev` serves the pages here and passes what belongs to the server on to it. */
const server = process.env['TANDEM_URL'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', sourcemap: false, assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/sdk': server } },
});
