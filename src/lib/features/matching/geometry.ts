import type { Point } from './facts.ts';

const EARTH_DIAMETER_KM = 12_742;
const RADIANS = Math.PI / 180;

/** As the crow flies, on one decimal; null when one place is unknown. */
export function kilometresBetween(a: Point, b: Point): number | null {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return null;
  const half = (from: number, to: number) => Math.sin(((to - from) * RADIANS) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * half(a.longitude, b.longitude);
  return Math.round(EARTH_DIAMETER_KM * Math.asin(Math.sqrt(chord)) * 10) / 10;
}
