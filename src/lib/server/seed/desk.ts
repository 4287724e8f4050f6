import * as schema from '#lib/server/db/schema/index.ts';
import type { Volunteer } from './people.ts';
import type { Planning, RecentCancellation } from './series.ts';
import * as texts from './texts.ts';

/** What the office reads on its desk this morning, as domain events of the last days. */
export function addRecentEvents(
  planning: Planning,
  cancellations: RecentCancellation[],
  registrations: { personId: string; at: Date }[],
): void {
  const { town, unit } = planning;
  const organisationId = unit.office.id;
  const rows = [
    ...registrations.map(({ personId, at }) => ({
      type: 'volunteer_registered',
      occurredAt: at,
      actorId: personId,
      organisationId,
      projectId: null,
      eventId: null,
      shiftId: null,
      personId,
      details: {},
    })),
    ...cancellations.map(({ project, eventId, shiftId, personId, at }) => ({
      type: 'signup_cancelled',
      occurredAt: at,
      actorId: personId,
      organisationId: project.organisationId,
      projectId: project.id,
      eventId,
      shiftId,
      personId,
      details: { wasConfirmed: true },
    })),
  ];
  rows.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  for (const row of rows) town.writer.add(schema.domainEvent, row);
}

/** Wishes to help somewhere: some open, some answered. */
export function addInterests(
  planning: Planning,
  projectIds: string[],
  people: Volunteer[],
  open: number,
): void {
  const { town, unit } = planning;
  const { random } = town;
  random.sample(people, open * 2).forEach((volunteer, index) => {
    const isOpen = index < open;
    const createdAt = town.anchor - random.int(isOpen ? 8 : 200, isOpen ? 120 : 2000) * 3_600_000;
    town.writer.add(schema.interest, {
      id: random.id(),
      projectId: projectIds[index % projectIds.length]!,
      personId: volunteer.id,
      message: random.pick(texts.interestMessages),
      createdAt: new Date(createdAt),
      answeredAt: isOpen ? null : new Date(createdAt + 30 * 3_600_000),
      answeredBy: isOpen ? null : unit.coordinators[0]!.id,
      withdrawnAt: null,
    });
  });
}
