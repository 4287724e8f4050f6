import { isDeadlock } from '#lib/errors/postgres.ts';

/** Two verbs on different shifts may wait for each other through one person; the one that yields tries again. */
export async function retryDeadlock<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDeadlock(error)) throw error;
    return work();
  }
}
