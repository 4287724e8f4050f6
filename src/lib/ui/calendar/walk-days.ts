import { addDays, isPlainDate, type PlainDate } from '#lib/time/date.ts';

type Options = {
  /** What a day is called, and what Enter does there. */
  label: (date: PlainDate) => string;
  onEnter: (date: PlainDate) => void;
};

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * Lets the keyboard walk over the days of a grid: one of them is in the tab order, arrow keys lead from there to the
 * others, Enter and Space choose. Returns the end of it.
 */
export function walkDays(root: HTMLElement, { label, onEnter }: Options): () => void {
  const cells = () => [...root.querySelectorAll<HTMLElement>('[role="gridcell"][data-date]')];
  let current: PlainDate | undefined;

  /** The grid draws its cells anew whenever it likes; exactly one stays in the tab order. */
  function prepare() {
    const all = cells();
    const entry =
      all.find((cell) => cell.dataset['date'] === current) ??
      all.find((cell) => cell.ariaCurrent === 'date') ??
      all[0];
    for (const cell of all) {
      nameDay(cell);
      const index = cell === entry ? 0 : -1;
      if (cell.tabIndex !== index || !cell.hasAttribute('tabindex')) cell.tabIndex = index;
    }
  }

  /** As hidden text, not as a label: a label would hide the dates inside from speech control. */
  function nameDay(cell: HTMLElement) {
    const words = label(cell.dataset['date']!);
    let name = cell.querySelector(':scope > .visually-hidden');
    if (name?.textContent === words) return;
    cell.removeAttribute('aria-label');
    name ??= cell.insertBefore(document.createElement('span'), cell.firstChild);
    name.className = 'visually-hidden';
    name.textContent = words;
  }

  function press(event: KeyboardEvent) {
    const cell = event.target as HTMLElement;
    const date = cell.getAttribute('role') === 'gridcell' ? cell.dataset['date'] : undefined;
    if (!date || !isPlainDate(date) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onEnter(date);
      return;
    }
    const days = cells().map((one) => one.dataset['date']!);
    const backwards = getComputedStyle(root).direction === 'rtl' && event.key.match(/Left|Right/);
    const step = (steps[event.key] ?? 0) * (backwards ? -1 : 1);
    const wanted = event.key === 'Home' ? days[0] : event.key === 'End' ? days.at(-1) : addDays(date, step);
    if (!wanted || wanted === date || !days.includes(wanted)) return;
    event.preventDefault();
    current = wanted;
    prepare();
    cells()
      .find((one) => one.dataset['date'] === wanted)
      ?.focus();
  }

  prepare();
  const observer = new MutationObserver(prepare);
  observer.observe(root, { childList: true, subtree: true });
  root.addEventListener('keydown', press);
  return () => {
    observer.disconnect();
    root.removeEventListener('keydown', press);
  };
}
