import { parseRange } from "../lib/byte-range.js";
import { type Answer, textAnswer } from "./answer.js";
import type { Sandbox } from "./create-sandbox.js";
import { accountOfId, type TestAccount } from "./fixtures.js";
import { readMediaId } from "./media-ids.js";
import type { PictureInput } from "./picture-cache.js";
import { readThing } from "./read-posts.js";
import { makeSampleVideo } from "./sample-video.js";
import { AVATAR_FOLDER, IMAGE_FOLDER, rejectUrl, VIDEO_FOLDER } from "./sign-url.js";

export function pictureOwner(path: string): TestAccount | null {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const digits = file.match(/\d{17}/)?.[0] ?? "";
  return readMediaId(digits)?.member ?? accountOfId(digits);
}

export async function servePicture(
  sandbox: Sandbox,
  request: { path: string; query: string; range: string | undefined },
): Promise<Answer> {
  const apiError = rejectUrl(sandbox, request.path, request.query);
  if (apiError) return textAnswer(apiError, 403);
  const found = await readBytes(sandbox, request.path);
  if (!found) return textAnswer("Not Found", 404);
  const { type, bytes } = found;
  const headers = {
    "content-type": type,
    "cache-control": "max-age=1209600, no-transform",
    "accept-ranges": "bytes",
    "cross-origin-resource-policy": "same-origin",
    "timing-allow-origin": "*",
  };
  return cutRange({ status: 200, headers, body: bytes }, bytes, request.range);
}

const IMAGE_PATH = new RegExp(`^${IMAGE_FOLDER}/\\d+_(\\d{17})_n\\.jpg$`);
const AVATAR_PATH = new RegExp(`^${AVATAR_FOLDER}/(\\d+)_(\\d{17})_n\\.jpg$`);
const VIDEO_PATH = new RegExp(`^${VIDEO_FOLDER}/(\\d{17})_video_dashinit\\.mp4$`);
const AVATAR_SIDE_PX = 320;

async function readBytes(sandbox: Sandbox, path: string): Promise<{ type: string; bytes: Buffer } | null> {
  const video = VIDEO_PATH.exec(path)?.[1];
  if (video) return findPicture(sandbox, video) && { type: "video/mp4", bytes: makeSampleVideo(video) };
  const image = IMAGE_PATH.exec(path)?.[1];
  const input = image ? findPicture(sandbox, image) : findAvatar(path);
  return input && { type: "image/jpeg", bytes: await sandbox.pictures.read(input) };
}

function findPicture(sandbox: Sandbox, mediaId: string): PictureInput | null {
  const place = readMediaId(mediaId);
  const thing = place && readThing(sandbox, place);
  if (!place || !thing) return null;
  const { widthPx, heightPx } = thing.part ?? thing.post;
  return { key: place.member.key, seed: mediaId, widthPx, heightPx };
}

function findAvatar(path: string): PictureInput | null {
  const [, picture, userId] = AVATAR_PATH.exec(path) ?? [];
  const member = accountOfId(userId ?? "");
  if (!member) return null;
  return {
    key: member.key,
    seed: `${member.key} me ${picture}`,
    widthPx: AVATAR_SIDE_PX,
    heightPx: AVATAR_SIDE_PX,
  };
}

/** One byte range, as players request; several ranges get the whole, as HTTP allows. */
function cutRange(whole: Answer, bytes: Buffer, header: string | undefined): Answer {
  const range = parseRange(header, bytes.length);
  if (range === null) return whole;
  if (range === "UNSATISFIABLE") {
    const headers = { "content-type": "text/plain", "content-range": `bytes */${bytes.length}` };
    return { status: 416, headers, body: "Requested Range Not Satisfiable" };
  }
  const { start, end } = range;
  const headers = { ...whole.headers, "content-range": `bytes ${start}-${end}/${bytes.length}` };
  return { status: 206, headers, body: bytes.subarray(start, end + 1) };
}
