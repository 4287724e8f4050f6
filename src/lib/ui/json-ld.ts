/**
 * Data as text for a `<script type="application/ld+json">`. Nothing in it can end the script or begin a tag, and
 * there is nothing that HTML would need to escape: `<`, `>` and `&` are written as JSON's own escapes.
 */
export function jsonLdText(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
