import { plannerProcedure, publicProcedure, router } from '#lib/trpc/init.server.ts';
import * as publicGroups from './public.service.server.ts';
import {
  getGroupSchema,
  getPublicGroupSchema,
  listGroupsSchema,
  myGroupsSchema,
  saveGroupSchema,
} from './schema.ts';
import { projectIdSchema } from '#lib/features/projects/schema.ts';
import * as service from './service.server.ts';

export const groupsRouter = router({
  list: publicProcedure
    .input(listGroupsSchema)
    .query(({ ctx, input }) => publicGroups.listGroups(ctx, input)),

  getPublic: publicProcedure
    .input(getPublicGroupSchema)
    .query(({ ctx, input }) => publicGroups.getPublicGroup(ctx, input)),

  mine: plannerProcedure.input(myGroupsSchema).query(({ ctx, input }) => service.listMyGroups(ctx, input)),

  get: plannerProcedure.input(getGroupSchema).query(({ ctx, input }) => service.getGroup(ctx, input)),

  form: plannerProcedure.input(projectIdSchema).query(({ ctx, input }) => service.getGroupForm(ctx, input)),

  save: plannerProcedure.input(saveGroupSchema).mutation(({ ctx, input }) => service.saveGroup(ctx, input)),
});
