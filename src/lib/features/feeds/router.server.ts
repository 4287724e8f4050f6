import { publicProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import * as reading from './reading.service.server.ts';
import { personalFeedSchema, placeFileSchema, publicFeedSchema } from './schema.ts';
import * as service from './service.server.ts';

export const feedsRouter = router({
  /** For whoever has the link: calendars bring no session. */
  personal: publicProcedure
    .input(personalFeedSchema)
    .query(({ ctx, input }) => reading.readPersonalFeed(ctx, input)),

  ofProject: publicProcedure
    .input(publicFeedSchema)
    .query(({ ctx, input }) => reading.readPublicFeed(ctx, input)),

  place: signedInProcedure.input(placeFileSchema).query(({ ctx, input }) => reading.readPlace(ctx, input)),

  myLink: signedInProcedure.query(({ ctx }) => service.findLink(ctx)),

  createLink: signedInProcedure.mutation(({ ctx }) => service.createLink(ctx)),
});
