/**
 * Where to go on after signing in or choosing a language: an address of this site, or `fallback`. Anything else
 * would let a link lead people from our sign-in page to a stranger's.
 */
export function returnPath(value: FormDataEntryValue | string | null | undefined, fallback: string): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return fallback;
  const url = new URL(value, 'http://site.invalid');
  return url.host === 'site.invalid' ? url.pathname + url.search + url.hash : fallback;
}
