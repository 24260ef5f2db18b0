import { InvalidSettingError } from "../lib/parse-setting.js";
import { Secret } from "../lib/secret.js";

export type TlsMode = "disable" | "prefer" | "require" | "verify-ca" | "verify-full";

export interface TlsInput {
  mode: TlsMode;
  /** Files, or `system` for Node's own trusted certificates. */
  rootCertificate: string | null;
  certificate: string | null;
  key: string | null;
  keyPassword: Secret | null;
  isDirect: boolean;
}

export interface ConnectionParameters {
  host: string | null;
  port: number | null;
  user: string | null;
  password: Secret | null;
  database: string | null;
  tls: TlsInput;
  connectTimeoutS: number | null;
  /** Options for Postgres itself, such as `-c lock_timeout=5s`. */
  options: string | null;
  /** Without session settings and prepared statements: each transaction may use another connection. */
  isPooled: boolean;
  notes: string[];
}

/** Ignored options; a text is the reason shown to the operator. */
const LEFT_OUT: Record<string, string | null> = {
  application_name: "Darkroom's processes know each other by a name of their own",
  fallback_application_name: null,
  channel_binding: "the connection is not bound to its certificate; sslmode=verify-full proves who answers",
  require_auth: "the password is never sent in a weaker way than Postgres asks for",
  connection_limit: "the server chooses how many connections it keeps",
  pool_timeout: "the server has limits of its own",
  socket_timeout: "the server has limits of its own",
  max: "the server chooses how many connections it keeps",
  pool: "the server chooses how many connections it keeps",
  statement_cache_size: null,
  supa: null,
  keepalives: null,
  keepalives_idle: null,
  keepalives_interval: null,
  keepalives_count: null,
  tcp_user_timeout: null,
  gssencmode: null,
  sslcompression: null,
  sslsni: null,
  load_balance_hosts: null,
};

const TLS_MODES: Record<string, TlsMode> = {
  disable: "disable",
  false: "disable",
  allow: "prefer",
  prefer: "prefer",
  require: "require",
  "no-verify": "require",
  true: "require",
  "verify-ca": "verify-ca",
  "verify-full": "verify-full",
};

/** @throws {InvalidSettingError} naming unknown options, or options with invalid values */
export function parseConnectionParameters(query: string): ConnectionParameters {
  const parameters = new Map<string, string>();
  for (const part of query.split("&").filter((part) => part !== "")) {
    const [name = "", ...value] = part.split("=");
    const text = value.join("=");
    parameters.set(decodePart(name, ""), decodePart(name === "options" ? text.replaceAll("+", " ") : text, name));
  }
  const take = (name: string) => {
    const value = parameters.get(name) || null;
    parameters.delete(name);
    return value;
  };
  const isPooled = [take("pgbouncer") === "true", take("prepare") === "false", take("prepared_statements") === "false"];
  requireWritable(take);
  const notes = leaveOut(parameters);
  const password = take("password");
  const parsed: ConnectionParameters = {
    host: hostOf(take("hostaddr") ?? take("host")),
    port: numberOf("port", take("port"), 65_535),
    user: take("user"),
    password: password === null ? null : new Secret(password),
    database: take("dbname"),
    tls: parseTls(take),
    connectTimeoutS: numberOf("connect_timeout", take("connect_timeout"), 600),
    options: take("options"),
    isPooled: isPooled.includes(true),
    notes,
  };
  const [unknown] = parameters.keys();
  if (unknown === undefined) return parsed;
  const shown = /^\w{1,40}$/.test(unknown) ? `"${unknown}"` : "one of them";
  throw new InvalidSettingError(`must hold only words that are known after the ?, and ${shown} is not; leave it out`);
}

type Take = (name: string) => string | null;

function leaveOut(parameters: Map<string, string>): string[] {
  const notes: string[] = [];
  for (const [name, value] of parameters) {
    const why = LEFT_OUT[name];
    if (why === undefined) continue;
    parameters.delete(name);
    if (why !== null && !(name === "channel_binding" && value !== "require")) notes.push(`${name} is left out: ${why}`);
  }
  return notes;
}

/** Rejects options that select a read-only server. */
function requireWritable(take: Take): void {
  const schema = take("schema") ?? take("currentSchema");
  if (schema !== null && schema !== "public")
    throw new InvalidSettingError(
      "must not name a schema but public: the tables are there. Make a database of its own",
    );
  const session = take("target_session_attrs") ?? "any";
  if (!["any", "read-write", "primary", "prefer-standby"].includes(session))
    throw new InvalidSettingError("must lead to a primary: target_session_attrs may be any, read-write or primary");
  const encoding = take("client_encoding") ?? take("encoding") ?? "utf8";
  if (!/^(auto|utf-?8|unicode)$/i.test(encoding)) throw new InvalidSettingError("must leave client_encoding at UTF8");
}

function parseTls(take: Take): TlsInput {
  const accept = take("sslaccept");
  const wished = take("sslmode") ?? take("ssl") ?? (accept === "strict" ? "verify-full" : accept && "require");
  const rootCertificate = take("sslrootcert");
  const tlsMode = wished === null ? null : TLS_MODES[wished];
  if (tlsMode === undefined)
    throw new InvalidSettingError(
      "must have disable, allow, prefer, require, no-verify, verify-ca or verify-full for its sslmode",
    );
  // As libpq: a root certificate turns `require` into verification, and `system` also checks the host name.
  const byRoot = rootCertificate === "system" ? "verify-full" : "verify-ca";
  const isChecked = rootCertificate !== null && wished !== "no-verify" && (tlsMode === "require" || tlsMode === null);
  const [certificate, key, keyPassword] = [take("sslcert"), take("sslkey"), take("sslpassword")];
  if ((certificate === null) !== (key === null))
    throw new InvalidSettingError(
      "must name sslcert and sslkey together; the certificate that proves Postgres is sslrootcert",
    );
  return {
    mode: isChecked ? byRoot : (tlsMode ?? "disable"),
    rootCertificate,
    certificate,
    key,
    keyPassword: keyPassword === null ? null : new Secret(keyPassword),
    isDirect: take("sslnegotiation") === "direct",
  };
}

function hostOf(host: string | null): string | null {
  if (host === null) return null;
  if (host.startsWith("/")) return encodeURIComponent(host);
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

function numberOf(name: string, text: string | null, max: number): number | null {
  if (text === null || text === "0") return null;
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number > max)
    throw new InvalidSettingError(`must have a number up to ${max} for its ${name}`);
  return number;
}

function decodePart(text: string, name: string): string {
  try {
    const decoded = decodeURIComponent(text);
    if (!decoded.includes("\0")) return decoded;
  } catch {
    // Reported below.
  }
  const shown = /^\w{1,40}$/.test(name) ? ` of ${name}` : "";
  throw new InvalidSettingError(`must write a %${shown} after the ? as %25`);
}
