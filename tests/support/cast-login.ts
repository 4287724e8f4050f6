import { expect, type Page } from '@playwright/test';
import superjson from 'superjson';

/** The password of every account of the demo. */
const demoPassword = 'miteinander-demo';

/** Signs a person of the demo in, as the sign-in form does, and leaves the cookie in the page's browser. */
export async function signInAs(page: Page, email: string): Promise<void> {
  const answer = await page.request.post('/api/trpc/auth.signIn', {
    data: superjson.serialize({ email, password: demoPassword }),
  });
  expect(answer.status(), `signing in ${email}: ${await answer.text()}`).toBe(200);
}
