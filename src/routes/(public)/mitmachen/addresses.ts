const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a part of an address can be an id at all: anything else is no page of ours, not a mistake of the visitor. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
