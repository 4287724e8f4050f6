import type { Component } from 'svelte';

/** A single icon, imported as `import Check from '@lucide/svelte/icons/check'`. */
export type IconComponent = Component<Record<string, unknown>>;
