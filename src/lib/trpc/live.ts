import { api } from './client.ts';

type Listen<Change> = (options: {
  onStarted: () => void;
  onData: (change: Change) => void;
  onError: () => void;
}) => { unsubscribe(): void };

/**
 * Hears of changes until the returned function is called: `return live(…)` in an `$effect` ends with the page.
 * The connection renews itself. What happened while it was broken is not told one by one: `onChange` then gets
 * null, which means "look again".
 */
export function live<Change>(listen: Listen<Change>, onChange: (change: Change | null) => void): () => void {
  let wasConnected = false;
  const subscription = listen({
    onStarted() {
      if (wasConnected) onChange(null);
      wasConnected = true;
    },
    onData: onChange,
    // A refusal (signed out meanwhile) ends it; the next click on the page says so.
    onError() {},
  });
  return () => subscription.unsubscribe();
}

/** Changes at the offices that one plans for. */
export const onOfficeChange = (onChange: (change: OfficeChange | null) => void) =>
  live<OfficeChange>((options) => api.scheduling.changes.subscribe(undefined, options), onChange);

/** Changes of dates at which one has a place. */
export const onOwnChange = (onChange: (change: OfficeChange | null) => void) =>
  live<OfficeChange>((options) => api.scheduling.myChanges.subscribe(undefined, options), onChange);

type OfficeChange = { type: string; eventId: string | null; shiftId: string | null };
