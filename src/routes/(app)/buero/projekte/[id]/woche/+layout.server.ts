import type { LayoutServerLoad } from './$types';
import { baseOf } from './week-page.server.ts';

/** Offices and houses see the same pages, each at an address of its own (see `hooks.ts`). */
export const load: LayoutServerLoad = ({ url, params }) => ({ base: baseOf(url, params.id) });
