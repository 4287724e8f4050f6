import type { SubmitFunction } from '@sveltejs/kit';

/** After sending, the form shows what the server has, without emptying what was typed. */
export const keepTyped: SubmitFunction =
  () =>
  ({ update }) =>
    update({ reset: false });
