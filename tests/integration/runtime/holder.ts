/** A program that uses the embedded PostgreSQL until it is told to stop: `node holder.ts DATA_DIR serve|tool`. */
import { startEmbedded } from '#lib/server/db/embedded.server.ts';

const [dataDir = '', purpose] = process.argv.slice(2);
try {
  const embedded = await startEmbedded({
    dataDir,
    purpose: purpose === 'serve' ? 'serve' : 'tool',
    log: () => {},
  });
  process.once('SIGTERM', async () => {
    await embedded.stop();
    process.exit(0);
  });
  console.log(embedded.url);
} catch (error) {
  console.log((error as Error).message);
  process.exit(1);
}
