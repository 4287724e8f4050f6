import { houseProcedure, router } from '#lib/trpc/init.server.ts';
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
  list: houseProcedure.input(houseSchema).query(({ ctx, input }) => service.listRooms(ctx, input)),

  get: houseProcedure.input(roomIdSchema).query(({ ctx, input }) => service.getRoom(ctx, input)),

  week: houseProcedure.input(roomWeekSchema).query(({ ctx, input }) => service.roomWeek(ctx, input)),

  create: houseProcedure.input(createRoomSchema).mutation(({ ctx, input }) => service.createRoom(ctx, input)),

  update: houseProcedure.input(updateRoomSchema).mutation(({ ctx, input }) => service.updateRoom(ctx, input)),

  archive: houseProcedure.input(roomIdSchema).mutation(({ ctx, input }) => service.archiveRoom(ctx, input)),

  restore: houseProcedure.input(roomIdSchema).mutation(({ ctx, input }) => service.restoreRoom(ctx, input)),

  setLessons: houseProcedure
    .input(setLessonsSchema)
    .mutation(({ ctx, input }) => service.setLessons(ctx, input)),
});
