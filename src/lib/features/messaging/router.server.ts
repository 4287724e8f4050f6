import { plannerProcedure, router, signedInProcedure } from '#lib/trpc/init.server.ts';
import {
  callIdSchema,
  finishCallSchema,
  listCallsSchema,
  listNoticesSchema,
  markReadSchema,
  noticeIdSchema,
} from './schema.ts';
import * as service from './service.server.ts';

export const messagingRouter = router({
  notices: signedInProcedure
    .input(listNoticesSchema)
    .query(({ ctx, input }) => service.listNotices(ctx, input)),

  unread: signedInProcedure.query(({ ctx }) => service.countUnread(ctx)),

  open: signedInProcedure.input(noticeIdSchema).mutation(({ ctx, input }) => service.openNotice(ctx, input)),

  markRead: signedInProcedure
    .input(markReadSchema)
    .mutation(({ ctx, input }) => service.markRead(ctx, input)),

  calls: plannerProcedure.input(listCallsSchema).query(({ ctx, input }) => service.listCalls(ctx, input)),

  finishCall: plannerProcedure
    .input(finishCallSchema)
    .mutation(({ ctx, input }) => service.finishCall(ctx, input)),

  reopenCall: plannerProcedure
    .input(callIdSchema)
    .mutation(({ ctx, input }) => service.reopenCall(ctx, input)),
});
