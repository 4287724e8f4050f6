import type { ToastMessage, UndoForm } from '#lib/ui/patterns/toasts.svelte.ts';
import type { Cookies } from '@sveltejs/kit';

/** What the next page says once: a confirmation, perhaps with a form that takes it back. */
export type Flash = Pick<ToastMessage, 'text' | 'tone' | 'seconds'> & { undo?: UndoForm };

const COOKIE = 'flash';

/** Says something on the page that is shown next. The text must not name persons: it travels in a cookie. */
export function setFlash(cookies: Cookies, flash: Flash): void {
  cookies.set(COOKIE, JSON.stringify(flash), { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 });
}

/** Takes the message out, so that it is said once. */
export function takeFlash(cookies: Cookies): Flash | null {
  const value = cookies.get(COOKIE);
  if (!value) return null;
  cookies.delete(COOKIE, { path: '/' });
  try {
    return JSON.parse(value) as Flash;
  } catch {
    return null;
  }
}
