import { Skeleton } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type SettingGroup, SettingsDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
import { AlertPanel } from "./AlertPanel.js";
import { ServerPanel } from "./ServerPanel.js";
import { SettingTable } from "./SettingTable.js";

const GROUPS: readonly SettingGroup[] = ["SERVER", "STORAGE", "INSTAGRAM", "ACCESS", "SCHEDULE", "ALERTS"];

/** How the server was set up, to be read: it is changed in the environment that it is started in. */
export function SettingsPage() {
  const translate = useTranslate();
  const { data, error, refetch } = useGraphqlQuery("settings", SettingsDocument);
  const settings = data?.settings;
  if (error && !settings) {
    return (
      <Page title={translate("darkroom.settings.title")}>
        <ErrorState error={error} onRetry={refetch} />
      </Page>
    );
  }
  return (
    <Page title={translate("darkroom.settings.title")}>
      <ServerPanel server={settings ?? null} />
      <AlertPanel channels={settings?.alertChannels ?? null} />
      {GROUPS.map((group) => (
        <Panel key={group} title={translate(`darkroom.settings.group.${group}`)}>
          {settings ? (
            <SettingTable
              label={translate(`darkroom.settings.group.${group}`)}
              settings={settings.settings.filter((setting) => setting.group === group)}
            />
          ) : (
            <Skeleton variant="rounded" height={240} />
          )}
        </Panel>
      ))}
    </Page>
  );
}
