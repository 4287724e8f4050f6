export interface ErrorItem {
  /** Name of the field; null for what concerns the whole form. */
  name: string | null;
  text: string;
}

/**
 * Lists the errors of a form for its summary, in the order of the fields. Understands superforms'
 * shape: texts per field, `_errors` for lists and for the form as a whole, nested objects.
 */
export function errorItems(errors: object, prefix = ''): ErrorItem[] {
  return Object.entries(errors).flatMap(([key, value]): ErrorItem[] => {
    const name = key === '_errors' ? prefix || null : prefix ? `${prefix}.${key}` : key;
    if (Array.isArray(value)) return value.map((text: string) => ({ name, text }));
    return value && typeof value === 'object' ? errorItems(value, name ?? '') : [];
  });
}
