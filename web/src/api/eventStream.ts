/**
 * Server-sent events over `fetch`, because the browser's own EventSource cannot carry the person's token.
 * Nothing here reconnects: whoever listens decides when to ask again, and from which event on.
 */
import { BASE, send } from '@/api/client';
import { problemFrom } from '@/api/problem';

export interface ServerEvent {
  event: string;
  data: string;
  id: string | null;
}

interface StreamOptions {
  signal: AbortSignal;
  /** The last event that was seen: what came after it is told first. */
  after: string | null;
}

/** The events of a stream, until the server or `signal` ends it. Throws a Problem when it is refused. */
export async function* events(path: string, { signal, after }: StreamOptions): AsyncGenerator<ServerEvent> {
  const headers = { Accept: 'text/event-stream', ...(after && { 'Last-Event-ID': after }) };
  const response = await send(`${BASE}${path}`, { headers, signal });
  if (!response.ok || !response.body) throw await problemFrom(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (waiting + value).replace(/\r\n?/g, '\n').split('\n\n');
      waiting = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parse(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** One block of lines; null for comments, which only keep the line open. */
export function parse(block: string): ServerEvent | null {
  const data: string[] = [];
  let event = 'message';
  let id: string | null = null;
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id') id = value;
  }
  return data.length > 0 ? { event, data: data.join('\n'), id } : null;
}
