import { Box, Skeleton, Typography } from "@mui/material";
import type { ReactNode } from "react";
import type { SettingsQuery } from "../gql/graphql.js";
import { Panel } from "../ui/Panel.js";

type Server = NonNullable<SettingsQuery["settings"]>;

/** What runs where, at a glance. */
export function ServerPanel({ server }: { server: Server | null }) {
  const facts: [string, ReactNode][] = [
    ["Instagram", server && (server.mode === "SANDBOX" ? "the sandbox (a fake Instagram)" : "the real Instagram")],
    ["Address", server?.publicUrl],
    ["Database", server && (server.databasePlace === "embedded" ? "embedded" : server.databasePlace)],
    ["Pictures", server?.filesPlace],
    ["Darkroom", server?.version],
    ["Node", server?.nodeVersion],
  ];
  return (
    <Panel title="This server">
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
        Settings are environment variables, read once at the start: change them there and start the server again.
        Secrets are never shown.
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
