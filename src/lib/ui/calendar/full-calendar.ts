import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';
import './full-calendar.css';
import { type PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { Calendar, type CalendarOptions, type EventInput } from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import interaction from 'fullcalendar/interaction';
import german from 'fullcalendar/locales/de';
import classic from 'fullcalendar/themes/classic';
import timeGrid from 'fullcalendar/timegrid';
import { dayTop, eventContent } from './event-content.ts';
import type { CalendarHandlers, CalendarItem, CalendarView, CalendarWords, NamedDay } from './item.ts';
import { walkDays } from './walk-days.ts';

export type CalendarSettings = {
  items: CalendarItem[];
  view: CalendarView;
  date: PlainDate;
  namedDays: NamedDay[];
  /** Now, as the server's clock has it. */
  now: Date;
  timeZone: string;
  locale: string;
  words: CalendarWords;
  signPrefix: string;
};

const viewNames = { month: 'dayGridMonth', week: 'timeGridWeek', day: 'timeGridDay' } as const;
const HOUR = 3_600_000;

/** Draws a calendar into `element`. The only place that knows FullCalendar. */
export function drawCalendar(element: HTMLElement, settings: CalendarSettings, handlers: CalendarHandlers) {
  let current = settings;
  const openedAt = performance.now();
  const calendar = new Calendar(element, {
    plugins: [dayGrid, timeGrid, interaction, classic],
    locales: [german],
    ...fixedOptions,
    ...changingOptions(settings),
    initialView: viewNames[settings.view],
    initialDate: settings.date,
    now: () => new Date(current.now.getTime() + performance.now() - openedAt),
    eventContent: (info) => eventContent(info, current.signPrefix),
    eventClass: ({ event }) => {
      const { tone, look = 'regular' } = event.extendedProps as CalendarItem;
      return `mc-event mc-tone-${tone} mc-${look}`;
    },
    eventClick: ({ event, jsEvent }) => {
      jsEvent.preventDefault();
      handlers.onopen(event.id);
    },
    eventDrop: ({ event, revert }) => moved(event, revert),
    eventResize: ({ event, revert }) => moved(event, revert),
    dateClick: ({ dateStr, allDay }) =>
      handlers.onmark({ date: dateStr.slice(0, 10), startTime: allDay ? undefined : dateStr.slice(11, 16) }),
    select: ({ startStr, endStr, allDay }) => {
      const date = startStr.slice(0, 10);
      handlers.onmark(
        allDay ? { date } : { date, startTime: startStr.slice(11, 16), endTime: endStr.slice(11, 16) },
      );
    },
  });
  calendar.render();
  const stopWalking = walkDays(element, {
    label: (date) => current.words.mark(date),
    onEnter: (date) => handlers.onmark({ date }),
  });

  function moved(event: { id: string; start: Date | null; end: Date | null }, revert: () => void) {
    const item = current.items.find((one) => one.id === event.id);
    if (!event.start || !item) return revert();
    const length = item.endAt.getTime() - item.startAt.getTime();
    const endAt = event.end ?? new Date(event.start.getTime() + length);
    handlers.onmove(event.id, { startAt: event.start, endAt }, revert);
  }

  return {
    update(next: CalendarSettings) {
      const before = current;
      current = next;
      calendar.batchRendering(() => {
        if (next.view !== before.view || next.date !== before.date) {
          calendar.changeView(viewNames[next.view], next.date);
        }
        for (const [name, value] of Object.entries(changingOptions(next))) {
          calendar.setOption(name as keyof CalendarOptions, value as never);
        }
      });
    },
    destroy() {
      stopWalking();
      calendar.destroy();
    },
  };
}

const clock = { hour: '2-digit', minute: '2-digit', hour12: false } as const;

const fixedOptions: CalendarOptions = {
  headerToolbar: false,
  height: 'auto',
  firstDay: 1,
  weekNumbers: true,
  weekNumberCalculation: 'ISO',
  nowIndicator: true,
  eventInteractive: true,
  editable: true,
  selectable: true,
  selectMirror: true,
  // A tap is no drag: unsteady hands open a date and do not move it.
  eventDragMinDistance: 10,
  selectMinDistance: 6,
  longPressDelay: 600,
  dragRevertDuration: 0,
  eventDisplay: 'block',
  displayEventEnd: false,
  dayMaxEvents: 5,
  eventMaxStack: 4,
  slotEventOverlap: false,
  allDaySlot: false,
  slotDuration: '00:30',
  // Pixels: an hour has room for a time, a sign and two lines of title.
  slotMinHeight: 40,
  eventMinHeight: 24,
  snapDuration: '00:15',
  fixedWeekCount: false,
  // The page says which week it shows.
  views: { timeGrid: { weekNumbers: false } },
  timedText: '',
  eventTimeFormat: clock,
  slotHeaderFormat: clock,
};

/** What follows the settings after the first drawing. */
function changingOptions(settings: CalendarSettings): CalendarOptions {
  const { items, namedDays, timeZone, locale, words } = settings;
  const named = new Map(namedDays.map((day) => [day.date, day]));
  const namedOf = (date: Date) => named.get(wallTime(date, timeZone).date);
  const dayClass = (date: Date) => (namedOf(date)?.isQuiet === false ? 'mc-named-day' : '');
  const withName = (date: Date, text: string) => dayTop(text, namedOf(date));
  return {
    locale,
    timeZone,
    ...visibleHours(items, timeZone),
    events: items.map(eventInput),
    moreLinkContent: ({ num, isNarrow }) => (isNarrow ? `+${num}` : words.more(num)),
    inlineWeekNumberContent: ({ num }) => words.week(num ?? 0),
    moreLinkHint: (num: number) => words.more(num),
    dayCellTopContent: ({ date, text }) => withName(date, text),
    dayHeaderContent: ({ date, text, view }) => (view.type === 'dayGridMonth' ? text : withName(date, text)),
    dayCellClass: ({ date, isOther }) => `${dayClass(date)} ${isOther ? 'mc-other' : ''}`,
    dayLaneClass: ({ date }) => dayClass(date),
  };
}

function eventInput(item: CalendarItem): EventInput {
  return {
    id: item.id,
    title: item.title,
    start: item.startAt,
    end: item.endAt,
    editable: item.isMovable ?? false,
    extendedProps: item,
  };
}

/** From 8 to 19 o'clock, and as much more as there is something. */
function visibleHours(items: CalendarItem[], timeZone: string) {
  let first = 8;
  let last = 19;
  for (const { startAt, endAt } of items) {
    const start = wallTime(startAt, timeZone);
    const end = wallTime(endAt, timeZone);
    if (start.date !== end.date && endAt.getTime() - startAt.getTime() > HOUR) [first, last] = [0, 24];
    first = Math.min(first, start.hour);
    last = Math.max(last, end.hour + (end.minute > 0 ? 1 : 0));
  }
  return { slotMinTime: `${first}:00`, slotMaxTime: `${last}:00` };
}
