import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglideOptions } from './scripts/support/messages.ts';

export default defineConfig({
  plugins: [paraglideVitePlugin(paraglideOptions), sveltekit()],
  server: { fs: { allow: ['.'] } },
  // One page asks for few files; small shared chunks cost more in round trips than they save in bytes.
  build: { target: 'es2022' },
});
