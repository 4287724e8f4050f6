const GUARD_MS = 500;

let lastInput = -Infinity;
if (typeof document !== 'undefined') {
  document.addEventListener('input', ({ timeStamp }) => (lastInput = timeStamp), true);
}

/**
 * Swallows a second click that follows within half a second: a trembling hand often taps twice. Whoever has filled in
 * something in between (dictation and other aids are that fast) means the second click too.
 * Returns a predicate that is true for a click to ignore.
 */
export function doubleTapGuard(inputAt = () => lastInput): (event: MouseEvent) => boolean {
  let last = -Infinity;
  return (event) => {
    const tooSoon = event.timeStamp - last < GUARD_MS && inputAt() <= last;
    if (!tooSoon) last = event.timeStamp;
    return tooSoon;
  };
}
