import { hasRole, type Actor } from '#lib/features/accounts/actor.ts';
import { askingOrganisations } from '#lib/features/requests/policy.ts';
import { m } from '#lib/paraglide/messages.js';
import type { NavItem } from '#lib/ui/patterns/nav.ts';
import BookOpen from '@lucide/svelte/icons/book-open';
import Building2 from '@lucide/svelte/icons/building-2';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import Coffee from '@lucide/svelte/icons/coffee';
import DoorOpen from '@lucide/svelte/icons/door-open';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import HandHeart from '@lucide/svelte/icons/hand-heart';
import House from '@lucide/svelte/icons/house';
import PhoneCall from '@lucide/svelte/icons/phone-call';
import Inbox from '@lucide/svelte/icons/inbox';
import Search from '@lucide/svelte/icons/search';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import UserRound from '@lucide/svelte/icons/user-round';
import UsersRound from '@lucide/svelte/icons/users-round';
import Users from '@lucide/svelte/icons/users';

/** The main ways through the house for this person: their own work first, at most four on a phone. */
export function navigationFor(actor: Actor | null): NavItem[] {
  if (!actor) {
    return [
      { href: '/', label: m.nav_start(), icon: House, exact: true },
      { href: '/mitmachen', label: m.nav_find(), icon: Search },
      { href: '/anfragen', label: m.requests_public_link(), icon: HandHeart },
      { href: '/gruppen', label: m.groups_nav(), icon: UsersRound },
    ];
  }
  const items: NavItem[] = [];
  const isCoordinator = hasRole(actor, 'coordinator');
  const isAsking = askingOrganisations(actor).length > 0;
  if (hasRole(actor, 'coordinator', 'group_leader')) {
    items.push({ href: '/buero', label: m.nav_desk(), icon: Sun, exact: true });
    if (hasRole(actor, 'group_leader')) {
      items.push({ href: '/buero/gruppen', label: m.groups_nav(), icon: UsersRound });
    }
    items.push(
      ...(isCoordinator ? [{ href: '/buero/anfragen', label: m.requests_nav(), icon: Inbox }] : []),
      { href: '/buero/kalender', label: m.nav_calendar(), icon: CalendarDays },
      { href: '/buero/projekte', label: m.nav_projects(), icon: FolderOpen },
      { href: '/buero/freiwillige', label: m.nav_volunteers(), icon: Users },
      { href: '/buero/anrufe', label: m.nav_calls(), icon: PhoneCall },
      ...(isCoordinator
        ? [
            { href: '/buero/besuche', label: m.nav_visits(), icon: Coffee },
            { href: '/buero/lesen', label: m.nav_reading(), icon: BookOpen },
          ]
        : []),
    );
  }
  if (hasRole(actor, 'facility_contact')) {
    items.push({ href: '/einrichtung', label: m.nav_facility(), icon: Building2, exact: true });
    if (actor.memberships.some((seat) => seat.organisationKind === 'school')) {
      items.push({ href: '/einrichtung/lesen', label: m.nav_reading(), icon: BookOpen });
    }
    items.push({ href: '/einrichtung/raeume', label: m.nav_rooms(), icon: DoorOpen });
  }
  if (isAsking && !isCoordinator) {
    items.push({ href: '/einrichtung/anfragen', label: m.requests_nav(), icon: Inbox });
  }
  if (hasRole(actor, 'administrator')) {
    items.push({ href: '/verwaltung', label: m.nav_administration(), icon: Settings });
  }
  if (actor.isVolunteer) {
    items.push(
      { href: '/mein', label: m.nav_my_dates(), icon: House, exact: true },
      { href: '/mein/kalender', label: m.nav_my_calendar(), icon: CalendarDays },
    );
  }
  // Whoever plans for others finds it from the start page: the bar has room for eight.
  if (!isCoordinator || actor.isVolunteer) {
    items.push({ href: '/mitmachen', label: m.nav_find(), icon: Search });
  }
  if (actor.isVolunteer) items.push({ href: '/mein/profil', label: m.nav_profile(), icon: UserRound });
  return items;
}
