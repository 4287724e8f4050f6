import type { ProjectKind } from '#lib/features/projects/project.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import type { Row } from './copy.server.ts';
import type { Organisation, Staff } from './organisations.ts';
import type { Town } from './town.ts';

export type Project = Row<typeof schema.project>;

/** Sixty days before the window begins: every date of a project is younger than the project. */
export function addProject(
  town: Town,
  given: Partial<Project> & { kind: ProjectKind; title: string; summary: string; description: string },
  organisation: Organisation,
  contact: Staff,
  providerName: string,
): Project {
  const createdAt = new Date(town.instant(town.days[0]!.date, '09:00') - 60 * 86_400_000);
  const row: Project = {
    id: town.random.id(),
    organisationId: organisation.id,
    languages: ['de'],
    isStanding: false,
    isInternal: false,
    insuredThrough: `Während Ihres Einsatzes sind Sie über ${providerName} unfall- und haftpflichtversichert.`,
    substitutesNeedApproval: false,
    placesBy: 'asking',
    contactId: contact.id,
    createdAt,
    createdBy: contact.id,
    publishedAt: createdAt,
    publishedBy: contact.id,
    closedAt: null,
    closedBy: null,
    ...given,
  };
  town.writer.add(schema.project, row);
  return row;
}
