import { Box, Skeleton, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type SettingGroup, SettingsDocument, type SettingsQuery } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
import { AlertPanel } from "./AlertPanel.js";
import { SettingTable } from "./SettingTable.js";

const GROUPS: readonly SettingGroup[] = ["SERVER", "STORAGE", "INSTAGRAM", "ACCESS", "SCHEDULE", "ALERTS"];

/** How the server was set up, to be read: it is changed in the environment that it is started in. */
export function SettingsPage() {
  const translate = useTranslate();
  const { data, error, refetch } = useGraphqlQuery("settings", SettingsDocument);
  const settings = data?.settings;
  return (
    <Page title={translate("darkroom.settings.title")}>
      {error && !settings ? <ErrorState error={error} onRetry={refetch} /> : <Panels settings={settings ?? null} />}
    </Page>
  );
}

function Panels({ settings }: { settings: Server | null }) {
  const translate = useTranslate();
  return (
    <>
      <ServerPanel server={settings} />
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
    </>
  );
}

type Server = NonNullable<SettingsQuery["settings"]>;

/** What runs where, at a glance. */
function ServerPanel({ server }: { server: Server | null }) {
  const translate = useTranslate();
  const embedded = translate("darkroom.settings.server.embedded");
  const facts: [string, ReactNode][] = [
    ["Instagram", server && translate(`darkroom.settings.server.${server.mode === "SANDBOX" ? "sandbox" : "real"}`)],
    [translate("darkroom.settings.server.address"), server?.publicUrl],
    [
      translate("darkroom.settings.server.database"),
      server?.databasePlace === "embedded" ? embedded : server?.databasePlace,
    ],
    [translate("darkroom.settings.server.pictures"), server?.filesPlace],
    ["Darkroom", server?.version],
    ["Node", server?.nodeVersion],
  ];
  return (
    <Panel title={translate("darkroom.settings.server.title")}>
      <Box component="dl" sx={FACTS}>
        {facts.map(([name, fact]) => (
          <div key={name}>
            <Typography component="dt" variant="body2" color="text.secondary">
              {name}
            </Typography>
            <Typography component="dd" sx={{ m: 0, overflowWrap: "anywhere" }}>
              {fact ?? <Skeleton width="8rem" />}
            </Typography>
          </div>
        ))}
      </Box>
      <Typography variant="body2" color="text.secondary">
        {translate("darkroom.settings.server.help")}
      </Typography>
    </Panel>
  );
}

const FACTS = {
  display: "grid",
  gap: 2,
  gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "repeat(2, minmax(0, 1fr))", lg: "repeat(3, minmax(0, 1fr))" },
  m: 0,
};
