import type { Config } from "./config/config.js";
import type { FirstOperator } from "./features/operators/seed-first-operator.js";
import type { UndecryptableTokens } from "./features/tokens/find-undecryptable-tokens.js";
import { isLocalHost } from "./lib/net.js";
import { VERSION } from "./lib/project-root.js";

interface Start {
  databaseName: string;
  firstOperator: FirstOperator | null;
  unopenable?: UndecryptableTokens;
  notes?: string[];
}

export function startupBanner(config: Config, start: Start): string {
  const { mode, publicUrl, host, instagram } = config;
  const lines = [
    `Darkroom ${VERSION} is ready: ${publicUrl}`,
    `  API        ${publicUrl}/graphql`,
    `  Dashboard  ${publicUrl}/admin/`,
    `  Explorer   ${publicUrl}/explorer`,
    mode === "sandbox"
      ? "  Mode       sandbox: a fake Instagram; set INSTAGRAM_APP_ID and INSTAGRAM_APP_SECRET to go live"
      : `  Mode       live: Instagram app ${instagram.appId}`,
    `  Database   ${start.databaseName}`,
    ...operatorLines(start.firstOperator),
    ...[...keyWarnings(start.unopenable), ...warnings(config), ...config.notes, ...(start.notes ?? [])].map(
      (text) => `  Warning    ${text}`,
    ),
  ];
  if (host !== "127.0.0.1") lines.push(`  Listening  on ${host}`);
  return `\n${lines.join("\n")}\n\n`;
}

function operatorLines(first: FirstOperator | null): string[] {
  if (!first) return [];
  const { email, password } = first;
  if (password === "OPERATOR_PASSWORD") return [`  Operator   ${email}, password as in OPERATOR_PASSWORD`];
  if ("file" in password) return [`  Operator   ${email}, password in ${password.file}`];
  return [
    `  Operator   ${email}, password ${password.shown.reveal()} (shown this once)`,
    `  Lost it?   npm run cli -- operator set-password ${email} --generate`,
  ];
}

function keyWarnings(unopenable: UndecryptableTokens | undefined): string[] {
  if (!unopenable || unopenable.count === 0) return [];
  const { count, lookedAtCount, keyIds } = unopenable;
  const ids = keyIds.slice(0, 5).join(", ");
  return [
    `SECRET_KEYS cannot decrypt ${count} of ${lookedAtCount} tokens (encrypted with ${ids}): add that key again; \`npm run cli -- doctor\` says more`,
  ];
}

function warnings({ mode, publicUrl, host, redirectUris }: Config): string[] {
  const found: string[] = [];
  if (mode === "sandbox" && !isLocalHost(host)) {
    found.push(`anyone who can reach ${host} may connect and read in this sandbox`);
  }
  if (mode === "live" && publicUrl.startsWith("http:")) {
    const uri = redirectUris[0] ?? publicUrl;
    found.push(
      `Instagram requires https redirect URIs, but ${uri} is not https: use a tunnel (PUBLIC_URL) or importAccount`,
    );
  }
  return found;
}
