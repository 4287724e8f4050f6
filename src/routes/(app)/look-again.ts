import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';

const PAUSE_MS = 300;

/**
 * Loads again what depends on `name`, because something has changed elsewhere; but not while a click is still on its
 * way: SvelteKit would give that navigation up, and its confirmation with it.
 */
export async function lookAgain(name: `app:${string}`): Promise<void> {
  while (navigating.to) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  await invalidate(name);
}
