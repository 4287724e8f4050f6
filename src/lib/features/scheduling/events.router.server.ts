import { facilityProcedure, plannerProcedure, router } from '#lib/trpc/init.server.ts';
import { countHeadsSchema } from './attendance.schema.ts';
import * as attendance from './attendance.service.server.ts';
import * as cancellation from './cancellation.service.server.ts';
import * as copies from './copies.service.server.ts';
import * as changes from './event-changes.service.server.ts';
import {
  cancelEventSchema,
  cancelShiftSchema,
  candidatesSchema,
  createEventSchema,
  duplicateEventSchema,
  eventIdSchema,
  facilityDatesSchema,
  moveConflictsSchema,
  moveEventSchema,
  projectEventsSchema,
  publishEventSchema,
  shiftIdSchema,
  updateEventSchema,
} from './events.schema.ts';
import * as pages from './event-pages.service.server.ts';
import * as service from './events.service.server.ts';
import * as staffing from './staffing.service.server.ts';

export const eventsRouter = router({
  getEvent: plannerProcedure.input(eventIdSchema).query(({ ctx, input }) => pages.getEvent(ctx, input)),

  projectEvents: plannerProcedure
    .input(projectEventsSchema)
    .query(({ ctx, input }) => pages.listProjectEvents(ctx, input)),

  facilityDates: facilityProcedure
    .input(facilityDatesSchema)
    .query(({ ctx, input }) => pages.facilityDates(ctx, input)),

  createEvent: plannerProcedure
    .input(createEventSchema)
    .mutation(({ ctx, input }) => service.createEvent(ctx, input)),

  updateEvent: plannerProcedure
    .input(updateEventSchema)
    .mutation(({ ctx, input }) => changes.updateEvent(ctx, input)),

  moveConflicts: plannerProcedure
    .input(moveConflictsSchema)
    .query(({ ctx, input }) => changes.moveConflicts(ctx, input)),

  moveEvent: plannerProcedure
    .input(moveEventSchema)
    .mutation(({ ctx, input }) => changes.moveEvent(ctx, input)),

  publishEvent: plannerProcedure
    .input(publishEventSchema)
    .mutation(({ ctx, input }) => service.publishEvent(ctx, input)),

  duplicateEvent: plannerProcedure
    .input(duplicateEventSchema)
    .mutation(({ ctx, input }) => copies.duplicateEvent(ctx, input)),

  deleteEvent: plannerProcedure
    .input(eventIdSchema)
    .mutation(({ ctx, input }) => service.deleteEvent(ctx, input)),

  cancelEvent: plannerProcedure
    .input(cancelEventSchema)
    .mutation(({ ctx, input }) => cancellation.cancelEvent(ctx, input)),

  cancelShift: plannerProcedure
    .input(cancelShiftSchema)
    .mutation(({ ctx, input }) => cancellation.cancelShift(ctx, input)),

  countHeads: plannerProcedure
    .input(countHeadsSchema)
    .mutation(({ ctx, input }) => attendance.countHeads(ctx, input)),

  moveUp: plannerProcedure.input(shiftIdSchema).mutation(({ ctx, input }) => cancellation.moveUp(ctx, input)),

  candidates: plannerProcedure
    .input(candidatesSchema)
    .query(({ ctx, input }) => staffing.listCandidates(ctx, input)),
});
