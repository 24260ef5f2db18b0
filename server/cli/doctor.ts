import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { AppContext } from "../app-context.js";
import { measureWay } from "../db/measure-way.js";
import { findUndecryptableMessages } from "../features/alerts/find-undecryptable-messages.js";
import { clockSkewS, describeSkew } from "../features/clocks/compare-clocks.js";
import { readAccountPage } from "../features/feed/read-accounts.js";
import { listOperators } from "../features/operators/find-operators.js";
import { checkAddresses } from "../features/privacy/check-addresses.js";
import { findUndecryptableTokens } from "../features/tokens/find-undecryptable-tokens.js";
import { fetchBytes } from "../lib/http.js";
import { isLocalHost, loopbackHost } from "../lib/net.js";
import { proxyFor } from "../lib/proxy.js";
import { CLI, type Cli, example } from "./cli.js";

interface Finding {
  what: string;
  state: "good" | "warning" | "error";
  text: string;
  nextStep?: string;
}

const CALL_MS = 5_000;

export function addDoctor(program: CommandUnknownOpts, cli: Cli): void {
  program
    .command("doctor")
    .description("Checks settings, database, keys, Instagram and accounts, and says what to fix")
    .addHelpText("after", example("doctor"))
    .action(async () => {
      const { app, opened } = await cli.open();
      const findings = [
        lookAtSettings(app),
        await lookAtDatabase(app, opened.databaseName),
        await lookAtClocks(app),
        await lookAtServer(app),
        await lookAtInstagram(app),
        await lookAtMeta(app),
        await lookAtKeys(app),
        await lookAtOperators(app),
        await lookAtAccounts(app),
      ];
      const exitCode = findings.some(({ state }) => state === "error") ? 1 : 0;
      cli.print({ data: { findings }, text: findings.map(inWords).join("\n"), exitCode });
    });
}

function lookAtSettings({ config }: AppContext): Finding {
  const { mode, publicUrl } = config;
  const text = `${mode} mode at ${publicUrl}`;
  if (mode === "live" && publicUrl.startsWith("http:") && isLocalHost(new URL(publicUrl).hostname)) {
    const nextStep = "Instagram wants https redirect URIs: use a tunnel (PUBLIC_URL), or import tokens.";
    return { what: "settings", state: "warning", text, nextStep };
  }
  return { what: "settings", state: "good", text };
}

async function lookAtDatabase(app: AppContext, name: string): Promise<Finding> {
  const [row] = await app.sql<{ server_version: string }[]>`show server_version`;
  return { what: "database", state: "good", text: `${name}, Postgres ${row?.server_version}, tables up to date` };
}

async function lookAtClocks(app: AppContext): Promise<Finding> {
  const apartS = await clockSkewS(app);
  if (apartS === null) return { what: "clocks", state: "good", text: "machine and database agree" };
  const nextStep = "Synchronize both machines' clocks (NTP); until then no job refreshes tokens or deletes data.";
  return { what: "clocks", state: "error", text: describeSkew(apartS), nextStep };
}

async function lookAtServer({ config }: AppContext): Promise<Finding> {
  const address = `http://${loopbackHost(config.host)}:${config.port}`;
  const status = await statusOf(`${address}/readyz`);
  if (status === 200) return { what: "server", state: "good", text: `responds at ${address}` };
  return {
    what: "server",
    state: "warning",
    text: status === null ? `no server responds at ${address}` : `${address} is not ready (${status})`,
    nextStep: "Start the server with `npm start`, or check its log.",
  };
}

async function lookAtInstagram({ config }: AppContext): Promise<Finding> {
  const { graphUrl, appId } = config.instagram;
  const proxy = proxyFor(new URL(graphUrl));
  const measured = proxy
    ? measureWay(proxy).then((way) => `through the proxy ${proxy.host}: ${way}`)
    : measureWay(new URL(graphUrl));
  const [status, way] = await Promise.all([statusOf(graphUrl), measured]);
  if (status !== null) return { what: "instagram", state: "good", text: `${graphUrl} responds; app ${appId} (${way})` };
  const nextStep =
    config.mode === "sandbox" ? "The sandbox is part of the server: start it." : "Check the network and its firewall.";
  return { what: "instagram", state: "warning", text: `${graphUrl} does not respond (${way})`, nextStep };
}

async function lookAtMeta(app: AppContext): Promise<Finding> {
  const checks = await checkAddresses(app);
  const bad = checks.filter(({ problem }) => problem !== null);
  if (bad.length === 0) {
    return {
      what: "meta form",
      state: "good",
      text: `all ${checks.length} addresses respond at ${app.config.publicUrl}`,
    };
  }
  const text = bad.map(({ url, problem }) => `${url}: ${problem}`).join("\n             ");
  const nextStep = "Start the server, and check that PUBLIC_URL leads to it from outside.";
  return { what: "meta form", state: "warning", text, nextStep };
}

const TOKENS_MAX = 1_000_000;

async function lookAtKeys(app: AppContext): Promise<Finding> {
  const tokens = await findUndecryptableTokens(app, { tokensMax: TOKENS_MAX });
  const messages = await findUndecryptableMessages(app);
  if (tokens.count + messages.count === 0) {
    return { what: "keys", state: "good", text: `they decrypt all ${tokens.lookedAtCount} tokens` };
  }
  const ids = [...new Set([...tokens.keyIds, ...messages.keyIds])];
  const known = new Set(app.config.secretKeys.map(({ id }) => id));
  const named = ids.map((id) => `${id} (${known.has(id) ? "another key has this id" : "missing"})`).join(", ");
  const waiting = messages.count > 0 ? ` and ${messages.count} pending messages` : "";
  return {
    what: "keys",
    state: "error",
    text: `SECRET_KEYS cannot decrypt ${tokens.count} tokens${waiting}, encrypted with ${named}`,
    nextStep: "Add the old key with its id after the first one, or reconnect these accounts.",
  };
}

async function lookAtOperators(app: AppContext): Promise<Finding> {
  const { length } = await listOperators(app);
  if (length > 0) return { what: "operators", state: "good", text: `${length} may sign in` };
  const nextStep = "Add one: npm run cli -- operator add <email>";
  return { what: "operators", state: "warning", text: "nobody may sign in", nextStep };
}

async function lookAtAccounts(app: AppContext): Promise<Finding> {
  const count = async (filter: Record<string, string[]>) => {
    const selection = { columns: new Set(["id"]), profile: new Set<string>(), token: false, lists: [] };
    const page = { filter, order: "CONNECTED_ASC", first: 1, offset: 0 } as const;
    return (await readAccountPage(app, CLI, { page, selection, counted: true })).totalCount ?? 0;
  };
  const [all, broken] = [await count({}), await count({ status: ["RECONNECT_REQUIRED"] })];
  if (broken === 0) return { what: "accounts", state: "good", text: `${all} connected` };
  const nextStep = "`account list --status RECONNECT_REQUIRED` lists them; their owners must reconnect.";
  return { what: "accounts", state: "warning", text: `${broken} of ${all} must be reconnected`, nextStep };
}

async function statusOf(address: string): Promise<number | null> {
  const answer = await fetchBytes(new URL(address), { timeoutMs: CALL_MS, bytesMax: 1_000_000 }).catch(() => null);
  return answer?.status ?? null;
}

function inWords({ what, state, text, nextStep }: Finding): string {
  const line = `${{ good: "✓", warning: "!", error: "✗" }[state]} ${what.padEnd(10)} ${text}`;
  return nextStep ? `${line}\n             ${nextStep}` : line;
}
