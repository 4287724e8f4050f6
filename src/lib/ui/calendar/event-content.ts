import type { EventDisplayInfo } from 'fullcalendar';
import type { CalendarItem, NamedDay } from './item.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** What stands inside an item: time, sign with figures, title, and the note where there is room. */
export function eventContent(
  { event, timeText, view, isShort }: EventDisplayInfo,
  signPrefix: string,
): { domNodes: Node[] } {
  const { label, sign, figures, note } = event.extendedProps as CalendarItem;
  const head = part('mc-head');
  head.append(part('mc-time', timeText));
  if (sign || figures) {
    const fill = part('mc-fill');
    if (sign) fill.append(picture(`#${signPrefix}${sign}`));
    if (figures) fill.append(figures);
    head.append(fill);
  }
  const body = part('mc-body');
  body.append(head, part('mc-title', event.title));
  if (note && view.type !== 'dayGridMonth' && !isShort) body.append(part('mc-note', note));
  // The words for the ear stand beside those for the eye.
  body.setAttribute('aria-hidden', 'true');
  const spoken = part('visually-hidden', label);
  return { domNodes: [spoken, body] };
}

/** The date of a day with its name, such as a holiday's, on a line of its own. */
export function dayTop(text: string, day?: NamedDay): { domNodes: Node[] } {
  const top = part('mc-day', text);
  const style = day?.isQuiet ? 'mc-day-name mc-quiet' : 'mc-day-name';
  return { domNodes: day ? [top, part(style, day.name)] : [top] };
}

function part(className: string, text = ''): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

function picture(href: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'mc-sign');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'use'));
  svg.firstElementChild!.setAttribute('href', href);
  return svg;
}
