/** What a subscription tells: where to look again, never who it was. */
type LiveChange = { type: string; eventId: string | null; shiftId: string | null };

/** Pause after a refusal, such as while the server starts; lost connections the browser renews by itself. */
const RETRY_MS = 10_000;

/**
 * Hears of changes until the returned function is called: `return onOwnChange(…)` in an `$effect` ends with the page.
 * What happened while the connection was broken is not told one by one: `onChange` then gets null, which means
 * "look again". The browser's own EventSource reads what tRPC sends; tRPC's client would weigh more than the page.
 */
function live(procedure: string, onChange: (change: LiveChange | null) => void): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wasConnected = false;
  const open = () => {
    source = new EventSource(`/api/trpc/${procedure}`);
    source.addEventListener('connected', () => {
      if (wasConnected) onChange(null);
      wasConnected = true;
    });
    source.addEventListener('message', ({ data }) => {
      onChange((JSON.parse(String(data)) as { json: LiveChange }).json);
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}

/** Changes at the offices that one plans for. */
export const onOfficeChange = (onChange: (change: LiveChange | null) => void) =>
  live('scheduling.changes', onChange);

/** Changes of dates at which one has a place. */
export const onOwnChange = (onChange: (change: LiveChange | null) => void) =>
  live('scheduling.myChanges', onChange);
