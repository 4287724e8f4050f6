import { eventJsonLd, jsonLdGraph } from '#lib/features/scheduling/event-json-ld.ts';
import type { PublicGroup } from './group.ts';

/** The dates of a group as schema.org Events. `url` is its page's own address, `town` where it is at home. */
export function groupJsonLd(group: PublicGroup, url: string, town: string): object {
  const { languages, organisation: organiser, summary } = group;
  return jsonLdGraph(
    group.dates.map((date) =>
      eventJsonLd(
        {
          ...date,
          title: date.ownTitle ? `${group.title}: ${date.ownTitle}` : group.title,
          description: summary,
          ...{ languages, organiser },
        },
        url,
        town,
      ),
    ),
  );
}
