import { startPage } from '#lib/features/accounts/actor.ts';
import { cookieMaxAge, cookieName } from '#lib/paraglide/runtime.js';
import { returnPath } from '#lib/server/return-to.server.ts';
import { type RequestEvent, redirect } from '@sveltejs/kit';

/** Speaks the person's language from now on, and goes where they wanted to go, else to their own start page. */
export async function afterSignIn({ locals, cookies, url }: RequestEvent): Promise<never> {
  const actor = await locals.context.sessions.read();
  if (actor && !cookies.get(cookieName)) {
    cookies.set(cookieName, actor.locale, {
      path: '/',
      maxAge: cookieMaxAge,
      sameSite: 'lax',
      httpOnly: false,
    });
  }
  redirect(303, returnPath(url.searchParams.get('weiter'), actor ? startPage(actor) : '/'));
}
