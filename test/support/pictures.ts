import type { AppContext } from "../../server/app-context.js";
import { copyDuePictures } from "../../server/features/assets/copy-due-pictures.js";

/** Copies everything that is due, as the job would. */
export function copyAll(app: AppContext) {
  return copyDuePictures(app, new AbortController().signal);
}

/** An address of ours at the server that a test has started: tests' servers do not listen where PUBLIC_URL says. */
export function at(url: string, address: string): string {
  return url + new URL(address).pathname;
}

/** The rows of pictures, newest post first. */
export function picturesOf(app: AppContext) {
  return app.sql<
    {
      key: string;
      kind: string;
      media_id: string | null;
      hash: string | null;
      source: string | null;
      failure_cause: string | null;
      attempts: number;
      next_try_at: string | null;
      lease_until: string | null;
    }[]
  >`select * from pictures order by media_id desc nulls last, kind`;
}

/** `fetch` that has read the answer to its end: one that is left unread keeps its server from closing. */
export async function get(address: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(address, init);
  const bytes = await answer.arrayBuffer();
  return new Response(bytes.byteLength > 0 ? bytes : null, { status: answer.status, headers: answer.headers });
}
