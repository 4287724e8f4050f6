/** What a spreadsheet program takes for a formula, however many apostrophes somebody has put before it. */
const dangerous = /^'*[=+\-@\t\r]/;

/** A text that no spreadsheet program will run as a formula: an apostrophe goes before what could be one. */
export function guarded(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/** The text as it was before `guarded`. */
export function unguarded(text: string): string {
  return text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text;
}
