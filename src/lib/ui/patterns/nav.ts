import type { IconComponent } from '../primitives/icon.ts';

export interface NavItem {
  href: string;
  label: string;
  icon?: IconComponent;
  /** Counts what waits there; `badgeLabel` says what is counted. */
  badge?: number;
  badgeLabel?: string;
  /** Current only at this very address, not below it. For start pages. */
  exact?: boolean;
}

export interface Crumb {
  label: string;
  href?: string;
}

/** Whom to ask: shown in the same place on every page. */
export interface OfficePhone {
  number: string;
  /** `tel:` address. */
  href: string;
  /** When someone answers. */
  note?: string;
}

/** `page` for the item's own page, `true` for a page below it, as `aria-current` wants it. */
export function currentState(
  item: Pick<NavItem, 'href' | 'exact'>,
  path: string,
): 'page' | 'true' | undefined {
  const own = item.href.split(/[?#]/)[0] ?? '';
  if (own === '') return undefined;
  if (own === path) return 'page';
  return !item.exact && own !== '/' && path.startsWith(`${own}/`) ? 'true' : undefined;
}
