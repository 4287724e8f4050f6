import { app } from '#lib/server/app.server.ts';

/** Ready: the database answers and has all migrations. */
export async function GET() {
  try {
    const pending = await app().pendingMigrations();
    if (pending > 0) return new Response(`${pending} migrations are pending`, { status: 503 });
    return new Response('ready');
  } catch {
    return new Response('the database does not answer', { status: 503 });
  }
}
