import { join } from "node:path";
import type { Config } from "../../config/config.js";
import type { Setting, SettingGroup } from "../../config/setting-kinds.js";
import { SETTINGS, type SettingName } from "../../config/settings.js";
import { readDatabaseUrl } from "../../db/database-url.js";
import type { ServerMode } from "../../db/schema/job-runs.js";
import { VERSION } from "../../lib/project-root.js";
import { enabledChannels } from "../alerts/deliver.js";

export interface SettingView {
  name: SettingName;
  group: SettingGroup;
  description: string;
  value: string | null;
  isSet: boolean;
  isSecret: boolean;
}

export interface SettingsView {
  mode: ServerMode;
  version: string;
  nodeVersion: string;
  publicUrl: string;
  redirectUris: string[];
  deauthorizeUrl: string;
  dataDeletionUrl: string;
  privacyPolicyUrl: string;
  databasePlace: string;
  filesPlace: string;
  alertChannels: ReturnType<typeof enabledChannels>;
  settings: SettingView[];
}

/** Effective values; for secrets only whether they are set. */
export function readSettings(config: Config): SettingsView {
  const { publicUrl } = config;
  return {
    mode: config.mode === "sandbox" ? "SANDBOX" : "LIVE",
    version: VERSION,
    nodeVersion: process.versions.node,
    publicUrl,
    redirectUris: config.redirectUris,
    deauthorizeUrl: `${publicUrl}/webhooks/instagram/deauthorize`,
    dataDeletionUrl: `${publicUrl}/webhooks/instagram/data-deletion`,
    privacyPolicyUrl: `${publicUrl}/privacy`,
    databasePlace: databasePlace(config),
    filesPlace: filesPlace(config),
    alertChannels: enabledChannels(config),
    settings: (Object.keys(SETTINGS) as SettingName[]).map((name) => viewOf(name, config)),
  };
}

function viewOf(name: SettingName, config: Config): SettingView {
  const setting: Setting = SETTINGS[name];
  return {
    name,
    group: setting.group,
    description: setting.meaning,
    value: setting.show?.(config) ?? null,
    isSet: config.given.has(name),
    isSecret: setting.secret ?? false,
  };
}

/** The embedded database's address is meaningless to users. */
function databasePlace({ given, databaseUrl }: Config): string {
  if (!databaseUrl || !given.has("DATABASE_URL")) return "embedded";
  return readDatabaseUrl(databaseUrl.reveal()).host || "localhost";
}

function filesPlace({ filesUrl, dataDir }: Config): string {
  if (!filesUrl) return join(dataDir, "files");
  const { host, pathname } = new URL(filesUrl.url);
  return `${host}${pathname}/${filesUrl.prefix}`.replace(/\/$/, "");
}
