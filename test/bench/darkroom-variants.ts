import { randomBytes } from "node:crypto";
import { SEED_APP_ID } from "../support/seed.js";
import { OPERATOR_TOKEN } from "./bench-config.js";
import { PUBLIC_URL } from "./peer-views.js";

export interface Variant {
  name: "Darkroom" | "Darkroom, cached";
  settings: Record<string, string>;
}

/** Without the response cache, and with it as it is by default. */
export function darkroomVariants(databaseUrl: string, dataDir: string): Variant[] {
  const settings = productionSettings(databaseUrl, dataDir);
  return [
    { name: "Darkroom", settings: { ...settings, RESPONSE_CACHE: "off" } },
    { name: "Darkroom, cached", settings },
  ];
}

/** Live, with its log, metrics and limits, but without jobs: nothing but the load is to use the processor. */
function productionSettings(databaseUrl: string, dataDir: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    PUBLIC_URL,
    INSTAGRAM_APP_ID: SEED_APP_ID,
    INSTAGRAM_APP_SECRET: "not-a-secret",
    OPERATOR_TOKEN,
    PUBLIC_READ: "on",
    RATE_LIMIT: "900000000/m",
    RATE_LIMIT_KEYS: "900000000/m",
    JOBS: "off",
  };
}
