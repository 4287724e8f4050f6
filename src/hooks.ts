import type { Reroute } from '@sveltejs/kit';

/** A house plans a history week on the same pages as the office, at an address of its own. */
export const reroute: Reroute = ({ url }) => {
  const [, project, page = ''] = /^\/einrichtung\/woche\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  return project ? `/buero/projekte/${project}/woche${page}` : undefined;
};
