/**
 * A stored telephone number as people in Germany write it: `+492214710100` becomes `0221 4710100`. Area codes have
 * no common length: mobile networks and the four shortest are known, the rest is taken as the usual three digits.
 */
export function formatPhone(stored: string): string {
  const national = /^\+49(1[567]\d|30|40|69|89|\d{3})(\d+)$/.exec(stored);
  return national ? `0${national[1]} ${national[2]}` : stored;
}
