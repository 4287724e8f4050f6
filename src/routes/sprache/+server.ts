import { cookieMaxAge, cookieName, isLocale } from '#lib/paraglide/runtime.js';
import { returnPath } from '#lib/server/return-to.server.ts';
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Keeps the language that somebody chooses: in a cookie, and with the account so that e-mails follow. */
export const POST: RequestHandler = async ({ request, cookies, locals }) => {
  const form = await request.formData();
  const locale = form.get('locale');
  if (isLocale(locale)) {
    cookies.set(cookieName, locale, { path: '/', maxAge: cookieMaxAge, sameSite: 'lax', httpOnly: false });
    if (locals.actor) await locals.api.auth.setLocale({ locale });
  }
  redirect(303, returnPath(form.get('returnTo'), '/'));
};
