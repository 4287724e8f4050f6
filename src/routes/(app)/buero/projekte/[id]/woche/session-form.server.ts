import { usualRoles, weekRoles } from '#lib/features/history-weeks/history-week.ts';
import type { SessionFields } from '#lib/features/history-weeks/schema.ts';
import { text } from './week-page.server.ts';

/** The form of a session as it was sent, with rows named `roles.0.role`. Judging it is the schema's part. */
export function readSessionFields(sent: FormData): SessionFields {
  const rows = [...sent.keys()].flatMap((key) => /^roles\.(\d+)\.role$/.exec(key)?.[1] ?? []);
  const places = (name: string) => (text(sent, name).trim() === '' ? 0 : Number(text(sent, name)));
  const roles = rows.map((row) => ({
    role: text(sent, `roles.${row}.role`),
    min: places(`roles.${row}.min`),
    max: places(`roles.${row}.max`),
  }));
  return {
    title: text(sent, 'title'),
    date: text(sent, 'date'),
    startTime: text(sent, 'startTime'),
    endTime: text(sent, 'endTime'),
    venueId: text(sent, 'venueId'),
    roomId: text(sent, 'roomId'),
    room: text(sent, 'room'),
    note: text(sent, 'note'),
    withChildren: sent.has('withChildren'),
    roles: roles as SessionFields['roles'],
  };
}

/** What a new session's roles start with. */
export const newRoles: SessionFields['roles'] = weekRoles.map((role) => ({ role, ...usualRoles[role] }));
