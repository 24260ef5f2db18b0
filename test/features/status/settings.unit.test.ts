import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../../server/config/config.js";
import { SETTINGS, type SecretName, type SettingName } from "../../../server/config/settings.js";
import { readSettings } from "../../../server/features/status/read-settings.js";

const MARKER = "Zx9QmarkerQ7vK";
const LONG = MARKER.repeat(3);
const KEY = randomBytes(32).toString("base64");

/** Every secret setting with a marker in each of its parts; a new one is missed by the types. */
const SECRETS: Record<SecretName, string> = {
  DATABASE_URL: `postgres://${MARKER}:${MARKER}@db.example.com:5433/${MARKER}?application_name=${MARKER}`,
  DATABASE_DIRECT_URL: `postgres://${MARKER}:${MARKER}@db.example.com:5432/${MARKER}`,
  DATABASE_REPLICA_URL: `postgres://${MARKER}:${MARKER}@replica.example.com:5432/${MARKER}`,
  SECRET_KEYS: `${MARKER}:${KEY}`,
  HTTPS_PROXY: `http://${MARKER}:${MARKER}@proxy.example.com:3128`,
  HTTP_PROXY: `http://${MARKER}:${MARKER}@proxy.example.com:3128`,
  INSTAGRAM_APP_SECRETS_OLD: `${LONG},${LONG}`,
  INSTAGRAM_APP_SECRET: LONG,
  OPERATOR_PASSWORD: LONG,
  OPERATOR_TOKEN: LONG,
  FILES_URL: `s3://${MARKER}:${MARKER}@s3.eu-central-1.amazonaws.com/pictures/feed`,
  METRICS_TOKEN: LONG,
  ALERT_WEBHOOK_URL: `https://hooks.example.com/${MARKER}?token=${MARKER}`,
  ALERT_WEBHOOK_SECRET: LONG,
  SMTP_URL: `smtp://${MARKER}%40example.com:${MARKER}@mail.example.com:587`,
};
const BESIDE = {
  INSTAGRAM_APP_ID: "1234567890123456",
  OPERATOR_EMAIL: "ada@example.com",
  ALERT_EMAIL: "b@example.com",
};

function settingsOf(env: Record<string, string>) {
  const view = readSettings(readConfig(env));
  const byName = new Map<SettingName, (typeof view.settings)[number]>(view.settings.map((row) => [row.name, row]));
  return { view, of: (name: SettingName) => byName.get(name) };
}

describe("a secret", () => {
  test("is never in the answer, whatever is set, and nothing that was read out of it", () => {
    const { view } = settingsOf({ ...SECRETS, ...BESIDE, PUBLIC_URL: "https://feed.example.com" });
    const text = JSON.stringify(view);
    expect(text.toLowerCase()).not.toContain(MARKER.toLowerCase());
    expect(text).not.toContain(KEY);
    expect(view.databasePlace).toBe("db.example.com");
    expect(view.filesPlace).toBe("s3.eu-central-1.amazonaws.com/pictures/feed");
    expect(view.alertChannels).toEqual(["WEBHOOK", "EMAIL"]);
  });

  test("is told to be set or not, and nothing else", () => {
    const secrets = Object.keys(SECRETS) as SecretName[];
    const set = settingsOf({ ...SECRETS, ...BESIDE });
    const unset = settingsOf({});
    for (const name of secrets) {
      expect(set.of(name)).toMatchObject({ value: null, isSet: true, isSecret: true });
      expect(unset.of(name)).toMatchObject({ value: null, isSet: false, isSecret: true });
    }
    const told = set.view.settings.filter(({ isSecret }) => isSecret).map(({ name }) => name);
    expect(told.sort()).toEqual([...secrets].sort());
  });
});

describe("a setting", () => {
  test("is told with the value in effect, in the order of the table", () => {
    const { view } = settingsOf({});
    expect(view.settings.map(({ name }) => name)).toEqual(Object.keys(SETTINGS));
    for (const { name, description } of view.settings) expect(description).toBe(SETTINGS[name].meaning);
  });

  test("that is not set has what it is in this mode", () => {
    const sandbox = settingsOf({ PORT: "4100" });
    const live = settingsOf({ INSTAGRAM_APP_ID: BESIDE.INSTAGRAM_APP_ID, INSTAGRAM_APP_SECRET: LONG });
    const values = (view: typeof live) =>
      (["PUBLIC_READ", "OPEN_CONNECT", "INTROSPECTION"] as const).map((name) => view.of(name)?.value);
    expect(values(sandbox)).toEqual(["on", "on", "on"]);
    expect(values(live)).toEqual(["off", "off", "operators"]);
    expect([sandbox.view.mode, live.view.mode]).toEqual(["SANDBOX", "LIVE"]);
    expect(sandbox.of("PORT")).toMatchObject({ value: "4100", isSet: true });
    expect(sandbox.of("PUBLIC_URL")).toMatchObject({ value: "http://localhost:4100", isSet: false });
    expect(sandbox.of("FILES_MAX_BYTES")).toMatchObject({ value: null, isSet: false });
    expect(sandbox.view.databasePlace).toBe("embedded");
    expect(sandbox.view.filesPlace).toMatch(/\/data\/files$/);
  });

  test.each([
    ["SYNC_EVERY", "90m", "90m"],
    ["SYNC_EVERY", "180m", "3h"],
    ["SWEEP_EVERY", "48h", "2d"],
    ["REFRESH_CHECK_EVERY", "90s", "90s"],
    ["FILES_MAX_BYTES", "50G", "50G"],
    ["FILES_MAX_BYTES", "1536M", "1536M"],
    ["FILES_MAX_BYTES", "20000001", "20000001"],
    ["TRUST_PROXY", "off", "off"],
    ["ALLOWED_ORIGINS", "https://a.example, https://b.example", "https://a.example,https://b.example"],
    ["JOBS", "off", "off"],
  ] as const)("%s=%s is shown as %s", (name, text, shown) => {
    expect(settingsOf({ [name]: text }).of(name)).toMatchObject({ value: shown, isSet: true });
  });
});

test("Meta's form is given the addresses below PUBLIC_URL, and the redirect URIs byte for byte", () => {
  const { view } = settingsOf({ PUBLIC_URL: "https://feed.example.com" });
  expect(view).toMatchObject({
    publicUrl: "https://feed.example.com",
    redirectUris: ["https://feed.example.com/oauth/callback"],
    deauthorizeUrl: "https://feed.example.com/webhooks/instagram/deauthorize",
    dataDeletionUrl: "https://feed.example.com/webhooks/instagram/data-deletion",
    nodeVersion: process.versions.node,
  });
  const uris = "https://app.example.com/connected,https://feed.example.com/oauth/callback/";
  expect(settingsOf({ REDIRECT_URIS: uris }).view.redirectUris).toEqual(uris.split(","));
});
