import { wallTime } from '#lib/time/zone.ts';
import { z } from 'zod';

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

/** A zone that this machine knows, such as `Europe/Berlin`. */
const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(wallTime(new Date(0), zone));
  } catch {
    return false;
  }
}, 'is no time zone');

/**
 * A town as a data file: what the platform must know of a place before anybody can use it. Of a postal code's
 * districts the first is its main one.
 */
export const townFileSchema = z
  .strictObject({
    name: z.string().min(1),
    timeZone,
    phone: z.string().regex(/^\+\d{6,15}$/),
    email: z.email(),
    travelBufferMinutes: z.int().min(0).max(240).default(20),
    disclaimer: z.string().nullable().default(null),
    districts: z
      .array(
        z.strictObject({
          code: z.string().regex(/^[a-z0-9-]{1,20}$/),
          name: z.string().min(1),
          latitude,
          longitude,
        }),
      )
      .min(1),
    postalCodes: z.record(z.string().regex(/^\d{5}$/), z.array(z.string()).min(1)),
  })
  .superRefine((town, ctx) => {
    const codes = new Set(town.districts.map((district) => district.code));
    if (codes.size < town.districts.length) ctx.addIssue('names a district twice');
    for (const [postalCode, districts] of Object.entries(town.postalCodes)) {
      for (const code of districts) {
        if (!codes.has(code)) ctx.addIssue(`${postalCode} lies in "${code}", which is no district`);
      }
    }
  });

export type Point = { latitude: number; longitude: number };

/**
 * The point that stands for a postal code: the mean of its districts' points, its main district counted twice.
 * Rough (a kilometre or two), and enough to sort by nearness without shipping anybody's map data.
 */
export function pointOfPostalCode(points: Point[]): Point {
  const [main, ...others] = points;
  if (!main) throw new RangeError('A postal code lies in at least one district');
  const weighted = [main, main, ...others];
  const mean = (pick: (point: Point) => number) =>
    weighted.reduce((sum, p) => sum + pick(p), 0) / weighted.length;
  return { latitude: mean((p) => p.latitude), longitude: mean((p) => p.longitude) };
}
