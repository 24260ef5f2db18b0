import { open } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { AppContext } from "../app-context.js";
import { STATE_LIFE_MS } from "../features/connect/start-connect.js";
import { SESSION_LIFE_MS } from "../features/operators/read-session.js";
import { OWNER_SESSION_MS } from "../features/owners/session.js";
import { type RetainedKind, retention } from "../retention.js";
import { languageOf } from "./language.js";
import { privacyPage } from "./pages/privacy.js";
import type { PrivacyFacts } from "./pages/privacy-text.js";
import type { Language } from "./pages/texts.js";
import { sendPage } from "./send-page.js";

const LIVES_MS: Partial<Record<RetainedKind, number>> = {
  "OAuth states": STATE_LIFE_MS,
  sessions: SESSION_LIFE_MS,
  "owners' sessions": OWNER_SESSION_MS,
};

/** `/privacy`: what this server stores, where, and how long, in German or English. */
export function privacyRoutes(server: FastifyInstance, app: AppContext): void {
  server.get("/privacy", async (request, reply) => {
    const language = languageOf(request);
    const facts = { ...factsOf(app), added: await readAdded(app.config.dataDir, language) };
    return await sendPage(reply, (language) => privacyPage(facts, language));
  });
}

function factsOf(app: AppContext): Omit<PrivacyFacts, "added"> {
  const {
    contact,
    publicUrl,
    mode,
    instagramLogin,
    keepVideos,
    filesUrl,
    publicRead,
    alertWebhook,
    alertMail,
    eraseBrokenAfterMs,
  } = app.config;
  return {
    ...{ contact, publicUrl, mode, instagramLogin, keepVideos, publicRead, eraseBrokenAfterMs },
    isBucket: filesUrl !== null,
    alertWebhook: alertWebhook !== null,
    alertMail: alertMail !== null,
    retained: retention(app).map(({ what, keepMs }) => ({ what, keepMs: keepMs + (LIVES_MS[what] ?? 0) })),
  };
}

const ADDED_BYTES_MAX = 20_000;

/** From `privacy.en.txt` or `privacy.de.txt` in DATA_DIR, at most 20,000 bytes. */
async function readAdded(dataDir: string, language: Language): Promise<string[]> {
  const file = await open(join(dataDir, `privacy.${language}.txt`)).catch(() => null);
  if (!file) return [];
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ADDED_BYTES_MAX), 0, ADDED_BYTES_MAX, 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    return text
      .split(/\r?\n\s*\r?\n/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  } finally {
    await file.close();
  }
}
