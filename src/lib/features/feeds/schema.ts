import { z } from 'zod';

/** Where the links in a calendar lead. */
const origin = z.url({ protocol: /^https?$/ });

const known = z.strictObject({ etag: z.string().nullable(), since: z.date().nullable() });

export const personalFeedSchema = z.strictObject({ token: z.string(), known, origin });
export const publicFeedSchema = z.strictObject({ projectId: z.uuid(), known, origin });
export const placeFileSchema = z.strictObject({ shiftId: z.uuid(), origin });

export type PersonalFeedInput = z.output<typeof personalFeedSchema>;
export type PublicFeedInput = z.output<typeof publicFeedSchema>;
export type PlaceFileInput = z.output<typeof placeFileSchema>;
