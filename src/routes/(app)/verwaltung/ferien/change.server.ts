import type { SchoolHoliday } from '#lib/features/school-holidays/school-holiday.ts';
import { m } from '#lib/paraglide/messages.js';
import { type Flash, setFlash } from '#lib/server/flash.server.ts';
import type { Cookies } from '@sveltejs/kit';

type Done = { added: string[]; removed: SchoolHoliday[]; cancelled: number; restored: number };

/** A flash travels in a cookie: of more entries than this the way back does not fit. */
const UNDO_AT_MOST = 20;

/** Says what was done, what it did to dates, and offers the way back. */
export function confirmChange(cookies: Cookies, text: string, done: Done): void {
  const { added, removed, cancelled, restored } = done;
  const undo: Flash['undo'] = {
    action: '/verwaltung/ferien?/undo',
    fields: {
      remove: added.join(' '),
      add: removed.map(({ name, firstOn, lastOn }) => [firstOn, lastOn, name].join(' ')).join('\n'),
    },
  };
  setFlash(cookies, {
    text: [text, ...effectOf({ cancelled, restored })].join(' '),
    seconds: 20,
    ...(added.length + removed.length <= UNDO_AT_MOST && { undo }),
  });
}

export function effectOf({ cancelled, restored }: { cancelled: number; restored: number }): string[] {
  return [
    ...(cancelled > 0 ? [m.school_holidays_effect_cancelled({ count: cancelled })] : []),
    ...(restored > 0 ? [m.school_holidays_effect_restored({ count: restored })] : []),
  ];
}

/** The way back as the flash's form sends it. */
export function undoOf(form: FormData) {
  const field = (name: string) => String(form.get(name) ?? '');
  return {
    remove: field('remove').split(' ').filter(Boolean),
    add: field('add')
      .split(/\r?\n/)
      .filter(Boolean)
      .map((line) => {
        const [firstOn = '', lastOn = '', ...name] = line.split(' ');
        return { firstOn, lastOn, name: name.join(' ') };
      }),
  };
}
