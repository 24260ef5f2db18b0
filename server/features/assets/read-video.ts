import { FetchError, type FetchResponse } from "../../lib/fetch-public-url.js";

const RESUMED_MAX = 20;

/** Hosts drop connections without reads for a minute: the rest is then requested by range. */
export async function* readVideo(
  first: FetchResponse,
  open: (range: string) => Promise<FetchResponse>,
): AsyncGenerator<Buffer> {
  const whole = spanOf(first);
  let answer = first;
  let next = whole?.start ?? 0;
  for (let resumed = 0; ; resumed++) {
    const from = next;
    try {
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        next += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      const isLost = !whole || next === from || next > whole.end || resumed === RESUMED_MAX;
      if (isLost || !(error instanceof FetchError)) throw error;
    } finally {
      answer.body.destroy();
    }
    answer = await open(`bytes=${next}-${whole.end}`);
    const rest = spanOf(answer);
    if (answer.status !== 206 || rest?.start !== next || rest.total !== whole.total) {
      answer.body.destroy();
      throw new FetchError("TRANSPORT");
    }
  }
}

interface Span {
  start: number;
  end: number;
  total: number;
}

function spanOf({ status, headers }: FetchResponse): Span | null {
  const length = Number(headers["content-length"]);
  if (status === 200 && length > 0) return { start: 0, end: length - 1, total: length };
  const [, start, end, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers["content-range"] ?? "") ?? [];
  return status === 206 && total ? { start: Number(start), end: Number(end), total: Number(total) } : null;
}
