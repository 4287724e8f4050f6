import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglideOptions } from './scripts/support/messages.ts';

export default defineConfig({
  plugins: [paraglideVitePlugin(paraglideOptions), sveltekit()],
  server: { fs: { allow: ['.'] } },
  build: {
    target: 'es2022',
    // The names of every route's files would travel with every page: the imports of a page are few and shared.
    modulePreload: { resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')) },
    rolldownOptions: {
      output: {
        // What most pages share comes in one file: seventy small ones weigh a tenth more, and as many round trips.
        codeSplitting: {
          groups: [{ name: 'shared', test: /src\/lib\/(ui|time)\/|@lucide|clsx/, minShareCount: 6 }],
        },
      },
    },
  },
});
