const GUARD_MS = 500;

/**
 * Swallows a second click that follows within half a second: a trembling hand often taps twice.
 * Returns a predicate that is true for a click to ignore.
 */
export function doubleTapGuard(): (event: MouseEvent) => boolean {
  let last = -Infinity;
  return (event) => {
    const tooSoon = event.timeStamp - last < GUARD_MS;
    if (!tooSoon) last = event.timeStamp;
    return tooSoon;
  };
}
