import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/**
 * The server renders index.html and serves the bundle under /static/, finding the hashed names in the manifest.
 * While developing, `npm run dev` serves the modules with hot reload and the page still comes from the server.
 */
export default defineConfig({
  base: '/static/',
  plugins: [svelte()],
  build: {
    manifest: true,
    target: 'es2023',
    rolldownOptions: { input: 'src/main.ts' },
  },
  server: { port: 5173, strictPort: true, cors: true, origin: 'http://localhost:5173' },
  test: { include: ['src/**/*.test.ts'] },
})
