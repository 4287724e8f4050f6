import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter(),
    // The list of all routes grows with the product and would travel with every page: a click asks for its own.
    router: { resolution: 'server' },
    // Nothing on a page comes from elsewhere: the policy makes that a rule the browser keeps.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'img-src': ['self', 'data:'],
        'style-src': ['self', 'unsafe-inline'],
        'script-src': ['self'],
        'connect-src': ['self'],
        'frame-ancestors': ['none'],
        'form-action': ['self'],
        'base-uri': ['self'],
        'object-src': ['none'],
      },
    },
    typescript: {
      config(config) {
        config.include.push('../scripts/**/*.ts', '../tests/**/*.ts', '../bench/**/*.ts', '../*.config.ts');
      },
    },
  },
};
