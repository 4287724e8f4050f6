import { createServer, type RequestListener, type Server } from 'node:http';
import { SetupError } from '#lib/server/setup-error.server.ts';

/** `localhost` is one or the other, by browser and system. */
const OTHER_LOOPBACK = new Map([
  ['127.0.0.1', '::1'],
  ['localhost', '::1'],
]);

/** What listening on an address that this machine does not have says. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/**
 * Listens on `host`, and where that is this machine only, on its IPv6 address as well.
 *
 * @throws SetupError when the port is taken or forbidden
 */
export async function listen(
  handler: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<{ servers: Server[]; port: number }> {
  const first = await open(handler, host === 'localhost' ? '127.0.0.1' : host, port);
  const address = first.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  const other = OTHER_LOOPBACK.get(host);
  if (!other) return { servers: [first], port: actual };
  try {
    return { servers: [first, await open(handler, other, actual)], port: actual };
  } catch (error) {
    if (NO_SUCH_ADDRESS.has((error as NodeJS.ErrnoException).code ?? ''))
      return { servers: [first], port: actual };
    first.close();
    throw error;
  }
}

/**
 * Finds out early, before anything slow is done, that the port is taken.
 *
 * @throws SetupError when it is
 */
export async function requireFreePort(address: { host: string; port: number }): Promise<void> {
  const { servers } = await listen(() => {}, address);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
}

/** The address to tell people. */
export function visibleAddress(host: string, port: number): string {
  const isHere = ['127.0.0.1', 'localhost', '0.0.0.0', '::', '::1'].includes(host);
  return `http://${isHere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

function open(handler: RequestListener, host: string, port: number): Promise<Server> {
  // Proxies keep their connections for a minute: ours must not close in the moment they use it.
  const server = createServer({ keepAliveTimeout: 65_000 }, handler);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
    server.listen(port, host, () => resolve(server));
  });
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SetupError(
        `Port ${port} on ${host} is already in use. Stop the program that uses it, or set PORT to another number, such as PORT=${port === 65_535 ? 3000 : port + 1}.`,
      );
    case 'EACCES':
      return new SetupError(`Port ${port} may not be used by this user. Set PORT to a number above 1023.`);
    case 'ENOTFOUND':
      return new SetupError(`HOST ${host} is not an address of this machine.`);
    default:
      return error;
  }
}
