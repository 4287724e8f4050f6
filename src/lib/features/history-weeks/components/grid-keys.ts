/** What takes part in the arrow keys: links and buttons of the day grid that are marked with `data-cell`. */
const ITEM = '[data-cell]';

/**
 * Makes a table of links a grid (WAI-ARIA): one element is in the tab order, the arrow keys lead to the others, Home
 * and End to the ends of the row, with Ctrl to those of the grid. Enter is the link's or button's own. Without a
 * script every link is in the tab order.
 */
export function gridKeys(table: HTMLTableElement): () => void {
  const isShown = (item: HTMLElement) => item.checkVisibility();
  const rows = () =>
    [...table.tBodies[0]!.rows].map((row) =>
      [...row.querySelectorAll('td')].map((cell) =>
        [...cell.querySelectorAll<HTMLElement>(ITEM)].filter(isShown),
      ),
    );
  const all = () => [...table.querySelectorAll<HTMLElement>(ITEM)];

  function enter(item: HTMLElement | undefined): void {
    for (const one of all()) one.tabIndex = one === item ? 0 : -1;
  }

  function next(key: string, withControl: boolean, from: HTMLElement): HTMLElement | undefined {
    const grid = rows();
    const row = grid.findIndex((cells) => cells.some((items) => items.includes(from)));
    const column = grid[row]?.findIndex((items) => items.includes(from)) ?? -1;
    if (column < 0) return undefined;
    const flat = grid.flatMap((cells) => cells[column] ?? []);
    const line = grid[row]!;
    switch (key) {
      case 'ArrowDown':
        return flat[flat.indexOf(from) + 1];
      case 'ArrowUp':
        return flat[flat.indexOf(from) - 1];
      case 'ArrowRight':
        return line.slice(column + 1).find((items) => items.length > 0)?.[0];
      case 'ArrowLeft':
        return line.slice(0, column).findLast((items) => items.length > 0)?.[0];
      case 'Home':
        return (withControl ? grid.flat(2) : line.flat())[0];
      case 'End':
        return (withControl ? grid.flat(2) : line.flat()).at(-1);
      default:
        return undefined;
    }
  }

  function onkeydown(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    const item = event.target.closest<HTMLElement>(ITEM);
    const target = item && next(event.key, event.ctrlKey, item);
    if (!target) return;
    event.preventDefault();
    enter(target);
    target.focus();
  }

  /** A click or a link elsewhere may have brought the focus here. */
  function onfocusin(event: FocusEvent): void {
    const item = event.target instanceof HTMLElement && event.target.closest<HTMLElement>(ITEM);
    if (item && item.tabIndex !== 0) enter(item);
  }

  enter(all().find(isShown));
  table.addEventListener('keydown', onkeydown);
  table.addEventListener('focusin', onfocusin);
  return () => {
    table.removeEventListener('keydown', onkeydown);
    table.removeEventListener('focusin', onfocusin);
  };
}
