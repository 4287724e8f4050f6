import { plannerProcedure, router } from '#lib/trpc/init.server.ts';
import { z } from 'zod';
import {
  addPartnerSchema,
  createProjectSchema,
  listProjectsSchema,
  projectIdSchema,
  removePartnerSchema,
  updateProjectSchema,
} from './schema.ts';
import * as service from './service.server.ts';

export const projectsRouter = router({
  list: plannerProcedure
    .input(listProjectsSchema)
    .query(({ ctx, input }) => service.listProjects(ctx, input)),

  get: plannerProcedure.input(projectIdSchema).query(({ ctx, input }) => service.getProject(ctx, input)),

  options: plannerProcedure.query(({ ctx }) => service.projectOptions(ctx)),

  create: plannerProcedure
    .input(createProjectSchema)
    .mutation(({ ctx, input }) => service.createProject(ctx, input)),

  update: plannerProcedure
    .input(updateProjectSchema)
    .mutation(({ ctx, input }) => service.updateProject(ctx, input)),

  publish: plannerProcedure
    .input(projectIdSchema)
    .mutation(({ ctx, input }) => service.publishProject(ctx, input)),

  close: plannerProcedure
    .input(projectIdSchema)
    .mutation(({ ctx, input }) => service.closeProject(ctx, input)),

  reopen: plannerProcedure
    .input(projectIdSchema)
    .mutation(({ ctx, input }) => service.reopenProject(ctx, input)),

  partnerOptions: plannerProcedure
    .input(z.strictObject({ text: z.string().trim().max(100).default('') }))
    .query(({ ctx, input }) => service.partnerOptions(ctx, input)),

  addPartner: plannerProcedure
    .input(addPartnerSchema)
    .mutation(({ ctx, input }) => service.addPartner(ctx, input)),

  removePartner: plannerProcedure
    .input(removePartnerSchema)
    .mutation(({ ctx, input }) => service.removePartner(ctx, input)),
});
