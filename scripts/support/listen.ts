import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SetupError } from '#lib/server/setup-error.server.ts';

/** `localhost` is one or the other, by browser and system. */
const OTHER_LOOPBACK = new Map([
  ['127.0.0.1', '::1'],
  ['localhost', '::1'],
]);

/** What listening on an address that this machine does not have says. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/** How long requests may take to end once we are asked to stop. */
const GRACE_SECONDS = 5;

type Listening = {
  port: number;
  /** Takes no more requests, lets those at work finish, and cuts live updates, which never do. */
  close(): Promise<void>;
};

/**
 * Listens on `host`, and where that is this machine only, on its IPv6 address as well.
 *
 * @throws SetupError when the port is taken or forbidden
 */
export async function listen(
  handler: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const responses = new Set<ServerResponse>();
  const tracked: RequestListener = (request, response) => {
    responses.add(response);
    response.once('close', () => responses.delete(response));
    handler(request, response);
  };
  const servers = await openAll(tracked, host, port);
  return {
    port: (servers[0]!.address() as AddressInfo).port,
    close: async () => {
      const closed = servers.map((server) => new Promise((done) => server.close(done)));
      for (const response of responses) {
        const { socket } = response;
        if (isLiveUpdate(response)) response.destroy();
        // Its connection would stay open for the next request, which nobody may send any more.
        else response.once('close', () => socket?.end());
      }
      const impatience = setTimeout(
        () => servers.forEach((server) => server.closeAllConnections()),
        GRACE_SECONDS * 1000,
      );
      await Promise.all(closed);
      clearTimeout(impatience);
    },
  };
}

/**
 * Finds out early, before anything slow is done, that the port is taken.
 *
 * @throws SetupError when it is
 */
export async function requireFreePort(address: { host: string; port: number }): Promise<void> {
  await (await listen(() => {}, address)).close();
}

/** The address to tell people. */
export function visibleAddress(host: string, port: number): string {
  const isHere = ['127.0.0.1', 'localhost', '0.0.0.0', '::', '::1'].includes(host);
  return `http://${isHere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function openAll(handler: RequestListener, host: string, port: number): Promise<Server[]> {
  const first = await open(handler, host === 'localhost' ? '127.0.0.1' : host, port);
  const other = OTHER_LOOPBACK.get(host);
  if (!other) return [first];
  try {
    return [first, await open(handler, other, (first.address() as AddressInfo).port)];
  } catch (error) {
    if (NO_SUCH_ADDRESS.has((error as NodeJS.ErrnoException).code ?? '')) return [first];
    first.close();
    throw error;
  }
}

function isLiveUpdate(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
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
