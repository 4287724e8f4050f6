import type { FeedState, Known } from '#lib/features/feeds/feed.ts';

/**
 * Answers a program that asks for a calendar: the whole text, or "not modified" when it has that already. It is to
 * ask again each time, which costs little.
 */
export async function answerFeed(
  { headers: asked }: Request,
  { filename, isPublic }: { filename: string; isPublic: boolean },
  read: (known: Known) => Promise<FeedState & { text: string | null }>,
): Promise<Response> {
  const { etag, changedAt, text } = await read(knownTo(asked));
  const headers = {
    etag,
    'last-modified': changedAt.toUTCString(),
    'cache-control': isPublic ? 'no-cache' : 'private, no-cache',
  };
  if (text === null) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="${filename}"`,
      ...(!isPublic && { 'x-robots-tag': 'noindex' }),
    },
  });
}

function knownTo(asked: Headers): Known {
  const since = new Date(asked.get('if-modified-since') ?? '');
  return {
    etag: asked.get('if-none-match'),
    since: Number.isNaN(since.getTime()) ? null : since,
  };
}
