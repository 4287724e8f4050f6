import { Agent, request } from 'node:http';

export type Call = {
  path: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** What it is to be answered with, if not 200. */
  status?: number;
};

/**
 * Sends the calls over `clients` kept connections, each client the next call as soon as its last is answered.
 * Throws on any answer that is not as expected.
 *
 * @returns answers per second
 */
export async function answersPerSecond(baseUrl: string, calls: Call[], clients: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let next = 0;
  const client = async () => {
    for (let call = calls[next++]; call; call = calls[next++]) await send(baseUrl, call, agent);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return calls.length / seconds;
}

function send(baseUrl: string, call: Call, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    const { path, method = 'GET', headers = {}, body, status = 200 } = call;
    const outgoing = request(baseUrl + path, { method, headers, agent }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === status ? done() : fail(new Error(`${path} answered ${answer.statusCode}`)),
      );
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}
