import { metrics } from '#lib/server/metrics.server.ts';

/** Prometheus figures without personal data. */
export async function GET() {
  return new Response(await metrics.metrics(), { headers: { 'content-type': metrics.contentType } });
}
