import { hostProcedure, router } from '#lib/trpc/init.server.ts';
import {
  createRoomSchema,
  houseSchema,
  roomIdSchema,
  roomWeekSchema,
  setLessonsSchema,
  updateRoomSchema,
} from './schema.ts';
import * as service from './service.server.ts';

export const roomsRouter = router({
  list: hostProcedure.input(houseSchema).query(({ ctx, input }) => service.listRooms(ctx, input)),

  get: hostProcedure.input(roomIdSchema).query(({ ctx, input }) => service.getRoom(ctx, input)),

  week: hostProcedure.input(roomWeekSchema).query(({ ctx, input }) => service.roomWeek(ctx, input)),

  create: hostProcedure.input(createRoomSchema).mutation(({ ctx, input }) => service.createRoom(ctx, input)),

  update: hostProcedure.input(updateRoomSchema).mutation(({ ctx, input }) => service.updateRoom(ctx, input)),

  archive: hostProcedure.input(roomIdSchema).mutation(({ ctx, input }) => service.archiveRoom(ctx, input)),

  restore: hostProcedure.input(roomIdSchema).mutation(({ ctx, input }) => service.restoreRoom(ctx, input)),

  setLessons: hostProcedure
    .input(setLessonsSchema)
    .mutation(({ ctx, input }) => service.setLessons(ctx, input)),
});
