/**
 * The page numbers to offer: the first, the last and the neighbours of the current one; null stands
 * for a gap. A gap of one page is that page.
 */
export function pageWindow(page: number, count: number): (number | null)[] {
  const shown = [1, page - 1, page, page + 1, count].filter((one) => one >= 1 && one <= count);
  const sorted = [...new Set(shown)].sort((a, b) => a - b);
  return sorted.flatMap((one, index) => {
    const before = sorted[index - 1] ?? one - 1;
    if (one - before === 1) return [one];
    return one - before === 2 ? [one - 1, one] : [null, one];
  });
}
