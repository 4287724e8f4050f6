import { expect, test } from 'vitest';
import { jsonLdText } from './json-ld.ts';

test('a title cannot end the script that it is written into', () => {
  const title = 'Kaffee </script><script>alert(1)</script> & Kuchen <!--';
  const text = jsonLdText({ name: title });
  expect(text).not.toMatch(/[<>&]/);
  expect(JSON.parse(text)).toEqual({ name: title });
});
