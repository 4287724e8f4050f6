import {
  administratorProcedure as administrator,
  plannerProcedure,
  publicProcedure,
  router,
} from '#lib/trpc/init.server.ts';
import * as members from './members.service.server.ts';
import * as schema from './schema.ts';
import * as service from './service.server.ts';
import * as town from './town.service.server.ts';

export const organisationsRouter = router({
  town: publicProcedure.query(({ ctx }) => town.getTown(ctx)),
  districts: publicProcedure.query(({ ctx }) => town.listDistricts(ctx)),
  suggestDistrict: publicProcedure
    .input(schema.suggestDistrictSchema)
    .query(({ ctx, input }) => town.suggestDistrict(ctx, input)),
  getPublic: publicProcedure
    .input(schema.organisationIdSchema)
    .query(({ ctx, input }) => service.getPublic(ctx, input)),
  listVenues: plannerProcedure
    .input(schema.listVenuesSchema)
    .query(({ ctx, input }) => service.listVenues(ctx, input)),

  list: administrator
    .input(schema.listOrganisationsSchema)
    .query(({ ctx, input }) => service.listOrganisations(ctx, input)),
  countByKind: administrator.query(({ ctx }) => service.countByKind(ctx)),
  providers: administrator.query(({ ctx }) => service.listProviders(ctx)),
  get: administrator
    .input(schema.organisationIdSchema)
    .query(({ ctx, input }) => service.getOrganisation(ctx, input)),
  create: administrator
    .input(schema.createOrganisationSchema)
    .mutation(({ ctx, input }) => service.createOrganisation(ctx, input)),
  update: administrator
    .input(schema.updateOrganisationSchema)
    .mutation(({ ctx, input }) => service.updateOrganisation(ctx, input)),
  archive: administrator
    .input(schema.organisationIdSchema)
    .mutation(({ ctx, input }) => service.archiveOrganisation(ctx, input)),
  return: administrator
    .input(schema.organisationIdSchema)
    .mutation(({ ctx, input }) => service.returnOrganisation(ctx, input)),

  members: administrator
    .input(schema.organisationIdSchema)
    .query(({ ctx, input }) => members.listMembers(ctx, input)),
  addMember: administrator
    .input(schema.addMemberSchema)
    .mutation(({ ctx, input }) => members.addMember(ctx, input)),
  endMembership: administrator
    .input(schema.membershipIdSchema)
    .mutation(({ ctx, input }) => members.endMembership(ctx, input)),
  undoEndMembership: administrator
    .input(schema.membershipIdSchema)
    .mutation(({ ctx, input }) => members.undoEndMembership(ctx, input)),

  updateTown: administrator
    .input(schema.townSettingsSchema)
    .mutation(({ ctx, input }) => town.updateTown(ctx, input)),
});
