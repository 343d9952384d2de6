import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { elementStyles } from './element-styles.plugin.js';

/** Built by `build.mjs` into `dist/web`; `npx vite src/web` with a server on port 3000 is for working on screens. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue(), elementStyles()],
  define: { __VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://localhost:3000', '/health': 'http://localhost:3000' } },
});
