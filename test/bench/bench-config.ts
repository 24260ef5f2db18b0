import { randomBytes } from "node:crypto";
import type { AppConfig } from "../../server/config/config.js";
import { readConfig } from "../../server/config/config.js";
import { Secret } from "../../server/lib/secret.js";

export const OPERATOR_TOKEN = "operator-token-for-the-bench-0123456789";

/** The settings of a public sandbox server on a given database. */
export function benchConfig(databaseUrl: string, settings: Record<string, string> = {}): AppConfig {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    SECRET_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    OPERATOR_TOKEN,
    LOG_LEVEL: "silent",
    ...settings,
  });
  return { ...config, databaseUrl: new Secret(databaseUrl), secretKeys: config.secretKeys ?? [] };
}
