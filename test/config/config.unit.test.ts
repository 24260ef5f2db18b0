import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type Config, ConfigError, readConfig, type SettingIssue } from "../../server/config/config.js";
import type { Setting } from "../../server/config/setting-kinds.js";
import { SETTINGS, type SettingName } from "../../server/config/settings.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../server/lib/clock.js";

const LIVE = {
  INSTAGRAM_APP_ID: "1234567890123456",
  INSTAGRAM_APP_SECRET: "0123456789abcdef0123456789abcdef",
  PUBLIC_URL: "https://feed.example.com",
};
const KEY = `k1:${randomBytes(32).toString("base64")}`;

function configErrorOf(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  return expect.fail("the settings were accepted");
}

const problemsOf = (env: Record<string, string>): SettingIssue[] => configErrorOf(env).issues;
const faulty = (env: Record<string, string>): string[] => problemsOf(env).map(({ name }) => name);

describe("without any setting", () => {
  const config = readConfig({});

  test("the server is a sandbox on localhost with an embedded database", () => {
    expect(config).toMatchObject({
      mode: "sandbox",
      port: 4000,
      host: "127.0.0.1",
      publicUrl: "http://localhost:4000",
      trustProxy: "loopback",
      databaseUrl: null,
      dataDir: resolve("./data"),
      secretKeys: null,
      operatorToken: null,
      redirectUris: ["http://localhost:4000/oauth/callback"],
      syncEveryMs: 3 * HOUR_MS,
      fullSyncEveryMs: 7 * DAY_MS,
      refreshCheckEveryMs: HOUR_MS,
      jobs: true,
      logLevel: "info",
    });
  });

  test("it is open to whoever tries it", () => {
    expect(config).toMatchObject({ openConnect: true, publicRead: true, introspection: "on" });
  });

  test("it talks to its own sandbox, the browser by the public way", () => {
    expect(config.instagram).toMatchObject({
      authorizeUrl: "http://localhost:4000/sandbox/oauth/authorize",
      apiUrl: "http://127.0.0.1:4000/sandbox",
      graphUrl: "http://127.0.0.1:4000/sandbox",
      graphVersion: "v26.0",
    });
  });
});

describe("with an Instagram app", () => {
  const config = readConfig(LIVE);

  test("the server is live, and talks to Instagram", () => {
    expect(config).toMatchObject({ mode: "live", redirectUris: ["https://feed.example.com/oauth/callback"] });
    expect(config.instagram).toMatchObject({
      appId: LIVE.INSTAGRAM_APP_ID,
      authorizeUrl: "https://www.instagram.com/oauth/authorize",
      apiUrl: "https://api.instagram.com",
      graphUrl: "https://graph.instagram.com",
    });
    expect(config.instagram.appSecret.reveal()).toBe(LIVE.INSTAGRAM_APP_SECRET);
  });

  test("it is closed until somebody opens it", () => {
    expect(config).toMatchObject({ openConnect: false, publicRead: false, introspection: "operators" });
    expect(readConfig({ ...LIVE, OPEN_CONNECT: "on", PUBLIC_READ: "on", INTROSPECTION: "off" })).toMatchObject({
      openConnect: true,
      publicRead: true,
      introspection: "off",
    });
  });

  test("half an app is a fault that names the other half", () => {
    const { INSTAGRAM_APP_ID, INSTAGRAM_APP_SECRET } = LIVE;
    expect(problemsOf({ INSTAGRAM_APP_ID })).toEqual([
      { name: "INSTAGRAM_APP_SECRET", problem: "is missing beside INSTAGRAM_APP_ID" },
    ]);
    expect(problemsOf({ INSTAGRAM_APP_SECRET })).toEqual([
      { name: "INSTAGRAM_APP_ID", problem: "is missing beside INSTAGRAM_APP_SECRET" },
    ]);
  });

  test("the public address must be https, but on this machine", () => {
    expect(faulty({ ...LIVE, PUBLIC_URL: "http://feed.example.com" })).toEqual(["PUBLIC_URL"]);
    for (const PUBLIC_URL of ["http://localhost:4000", "http://127.0.0.1:4000", "http://[::1]:4000"]) {
      expect(readConfig({ ...LIVE, PUBLIC_URL }).publicUrl).toBe(PUBLIC_URL);
    }
    expect(readConfig({ PUBLIC_URL: "http://darkroom.lan:4000" }).mode).toBe("sandbox");
  });
});

describe("a wrong setting", () => {
  const WRONG = {
    PORT: "http",
    HOST: "a b",
    PUBLIC_URL: "https://feed.example.com/darkroom",
    DATABASE_URL: "mysql://user:s3cretDB@host/db",
    SECRET_KEYS: "k1:s3cretKEY",
    INSTAGRAM_APP_ID: "my app",
    INSTAGRAM_APP_SECRET: "s3cret APP",
    INSTAGRAM_GRAPH_URL: "ftp://graph",
    INSTAGRAM_GRAPH_VERSION: "26",
    OPEN_CONNECT: "yes",
    REDIRECT_URIS: "https://feed.example.com/callback#_",
    OPERATOR_TOKEN: "s3cretTOKEN",
    SYNC_EVERY: "3 hours",
    JOBS: "true",
    INTROSPECTION: "all",
    LOG_LEVEL: "loud",
  } satisfies { [N in SettingName]?: string };
  const { issues, message } = configErrorOf(WRONG);

  test("is told together with all others, each with its name, what is wrong, and an example", () => {
    expect(issues.map(({ name }) => name).sort()).toEqual(Object.keys(WRONG).sort());
    const lines = message.split("\n").slice(1);
    expect(lines).toHaveLength(issues.length);
    for (const [at, { name, problem }] of issues.entries()) {
      expect(lines[at]).toBe(`  ${name}: ${problem}. Example: ${name}=${SETTINGS[name].example}`);
      expect(problem).toMatch(/^must /);
    }
  });

  test("is shown, unless it is a secret", () => {
    expect(message).toContain('LOG_LEVEL: must be trace, debug, info, warn, error or silent; it is "loud"');
    expect(message).not.toContain("s3cret");
  });

  test.each(Object.entries(SETTINGS).filter(([, setting]) => !/[…$]/.test(setting.example)))(
    "%s has an example that works",
    (_, setting) => {
      expect(() => setting.parse(setting.example)).not.toThrow();
    },
  );
});

test("a setting that is empty or blank is as good as unset", () => {
  expect(readConfig({ PORT: "", PUBLIC_URL: "  ", INSTAGRAM_APP_ID: "" })).toEqual(readConfig({}));
});

test("a database of one's own needs keys, and the fault says how to make one", () => {
  const DATABASE_URL = "postgres://user:s3cretDB@db.example.com/darkroom";
  const { issues, message } = configErrorOf({ DATABASE_URL });
  expect(issues.map(({ name }) => name)).toEqual(["SECRET_KEYS"]);
  expect(message).toContain("randomBytes(32).toString('base64')");
  expect(message).not.toContain("s3cretDB");
  expect(readConfig({ DATABASE_URL, SECRET_KEYS: KEY }).databaseUrl?.reveal()).toBe(DATABASE_URL);
});

test("keys are a list, the first one first", () => {
  const other = `2026-01:${randomBytes(32).toString("base64")}`;
  expect(readConfig({ SECRET_KEYS: `${other}, ${KEY}` }).secretKeys?.map(({ id }) => id)).toEqual(["2026-01", "k1"]);
  expect(faulty({ SECRET_KEYS: `${KEY},${KEY}` })).toEqual(["SECRET_KEYS"]);
});

test("no secret of the settings prints", () => {
  const secrets = { ...LIVE, SECRET_KEYS: KEY, OPERATOR_TOKEN: "x".repeat(40), DATABASE_URL: "postgres://u:pw@h/d" };
  const config: Config = readConfig(secrets);
  const printed = `${inspect(config, { depth: 9, showHidden: true })}${JSON.stringify(config)}`;
  for (const secret of [LIVE.INSTAGRAM_APP_SECRET, KEY.slice(3), "x".repeat(40), "u:pw"]) {
    expect(printed).not.toContain(secret);
  }
});

test.each([
  ["1s", SECOND_MS],
  ["1m", MINUTE_MS],
  ["1.5h", 90 * MINUTE_MS],
  ["90m", 90 * MINUTE_MS],
  ["60s", MINUTE_MS],
  ["12h", 12 * HOUR_MS],
  ["365d", 365 * DAY_MS],
])("SYNC_EVERY=%s is a duration", (SYNC_EVERY, ms) => {
  expect(readConfig({ SYNC_EVERY }).syncEveryMs).toBe(ms);
});

test.each(["3", "h", "3H", "-3h", "1.5.5h", ".5h", "0.5s", "0m", "366d", "9999999d"])(
  "SYNC_EVERY=%s is none",
  (SYNC_EVERY) => {
    expect(faulty({ SYNC_EVERY })).toEqual(["SYNC_EVERY"]);
  },
);

test.each(["0", "65536", "-1", "40.5", "4000x"])("PORT=%s is refused", (PORT) => {
  expect(faulty({ PORT })).toEqual(["PORT"]);
});

test.each([
  ["0.0.0.0", "http://127.0.0.1:4000/sandbox"],
  ["::", "http://[::1]:4000/sandbox"],
  ["::1", "http://[::1]:4000/sandbox"],
  ["192.168.0.7", "http://192.168.0.7:4000/sandbox"],
])("listening on %s, the server reaches its sandbox at %s", (HOST, graphUrl) => {
  expect(readConfig({ HOST }).instagram.graphUrl).toBe(graphUrl);
});

test("redirect URIs are kept byte for byte", () => {
  const REDIRECT_URIS = "https://a.example/Callback/, http://localhost:5173/cb";
  expect(readConfig({ REDIRECT_URIS }).redirectUris).toEqual([
    "https://a.example/Callback/",
    "http://localhost:5173/cb",
  ]);
  for (const wrong of [",", "callback", "https://a.example/cb?x=1", "javascript:alert(1)"]) {
    expect(faulty({ REDIRECT_URIS: wrong })).toEqual(["REDIRECT_URIS"]);
  }
});

test("the public address is an origin: a slash at its end goes, a path or a user is refused", () => {
  expect(readConfig({ PUBLIC_URL: "https://Feed.Example.com/" }).publicUrl).toBe("https://feed.example.com");
  for (const PUBLIC_URL of ["https://a.example/x", "https://u:p@a.example", "https://a.example?x", "a.example"]) {
    expect(faulty({ PUBLIC_URL })).toEqual(["PUBLIC_URL"]);
  }
});

test("an operator token has at least 32 characters", () => {
  expect(faulty({ OPERATOR_TOKEN: "x".repeat(31) })).toEqual(["OPERATOR_TOKEN"]);
  expect(readConfig({ OPERATOR_TOKEN: "x".repeat(32) }).operatorToken?.reveal()).toHaveLength(32);
});

test.each(["zzz", "10.0.0.0/99", "300.1.1.1", "loopback,", "true"])(
  "TRUST_PROXY=%s, which Fastify would not take, is a fault",
  (text) => {
    expect(faulty({ TRUST_PROXY: text })).toEqual(["TRUST_PROXY"]);
  },
);

test("TRUST_PROXY=off trusts nobody", () => {
  expect(readConfig({ TRUST_PROXY: "off" }).trustProxy).toBe(false);
  expect(readConfig({ TRUST_PROXY: "loopback, 10.0.0.0/8" }).trustProxy).toBe("loopback, 10.0.0.0/8");
});

test("a rate limit is a number in a second, a minute or an hour, or off; unset, only a live server has any", () => {
  const { rateLimit, rateLimitKeys } = readConfig({ RATE_LIMIT: "20/s", RATE_LIMIT_KEYS: "1/h" });
  expect([rateLimit, rateLimitKeys]).toEqual([
    { max: 20, windowMs: 1_000 },
    { max: 1, windowMs: 3_600_000 },
  ]);
  const live = readConfig({ INSTAGRAM_APP_ID: "1", INSTAGRAM_APP_SECRET: "x", RATE_LIMIT_KEYS: "off" });
  expect([live.rateLimit, live.rateLimitKeys]).toEqual([{ max: 600, windowMs: 60_000 }, null]);
  expect([readConfig({}).rateLimit, readConfig({}).rateLimitKeys]).toEqual([null, null]);
  for (const wrong of ["600", "600/d", "0/m", "-1/m", "1.5/s", "/m", "600 / m", "on"]) {
    expect(faulty({ RATE_LIMIT: wrong, RATE_LIMIT_KEYS: wrong })).toEqual(["RATE_LIMIT", "RATE_LIMIT_KEYS"]);
  }
});

describe("a setting that is not set", () => {
  const live = readConfig({ INSTAGRAM_APP_ID: "1", INSTAGRAM_APP_SECRET: "s", PUBLIC_URL: "https://feed.example.com" });
  const rows = Object.entries(SETTINGS as Record<string, Setting>);
  const withDefault = rows.filter(([name, { default: byDefault }]) => byDefault !== null && name !== "DATA_DIR");

  test.each(withDefault)("%s has the default of its row in live mode", (_, { default: byDefault, show }) => {
    expect(show?.(live)).toBe(typeof byDefault === "object" ? byDefault?.live : byDefault);
  });

  test.each(withDefault.filter(([, { default: byDefault }]) => typeof byDefault === "object"))(
    "%s has the default of its row in the sandbox",
    (_, { default: byDefault, show }) => {
      expect(show?.(readConfig({}))).toBe((byDefault as { sandbox: string }).sandbox);
    },
  );

  test("DATA_DIR is a folder of the working directory", () => {
    expect(live.dataDir).toBe(resolve(SETTINGS.DATA_DIR.default));
  });
});
