import { Skeleton } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type SettingGroup, SettingsDocument } from "../gql/graphql.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
import { AlertPanel } from "./AlertPanel.js";
import { ServerPanel } from "./ServerPanel.js";
import { SettingTable } from "./SettingTable.js";

const GROUPS: readonly (readonly [SettingGroup, string])[] = [
  ["SERVER", "Server"],
  ["STORAGE", "Storage"],
  ["INSTAGRAM", "Instagram"],
  ["ACCESS", "Access"],
  ["SCHEDULE", "Timetable"],
  ["ALERTS", "Alerts"],
];

/** How the server was set up, to be read: it is changed in the environment that it is started in. */
export function SettingsPage() {
  const { data, error, refetch } = useGraphqlQuery({ name: "settings", document: SettingsDocument, variables: {} });
  const settings = data?.settings;
  if (error && !settings) {
    return (
      <Page title="Settings">
        <ErrorState error={error} onRetry={refetch} />
      </Page>
    );
  }
  return (
    <Page title="Settings">
      <ServerPanel server={settings ?? null} />
      <AlertPanel channels={settings?.alertChannels ?? null} />
      {GROUPS.map(([group, title]) => (
        <Panel key={group} title={title}>
          {settings ? (
            <SettingTable label={title} settings={settings.settings.filter((setting) => setting.group === group)} />
          ) : (
            <Skeleton variant="rounded" height={240} />
          )}
        </Panel>
      ))}
    </Page>
  );
}
