import { Box, Tab, Tabs, Typography } from "@mui/material";
import { useId, useState } from "react";
import { CopyButton } from "../ui/CopyButton.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Panel } from "../ui/Panel.js";
import { curlSnippet, querySnippet } from "./snippet.js";

const TABS = ["GraphQL", "curl"] as const;

/** What a site asks to show this account, ready to be copied. */
export function SnippetPanel({ username, publicUrl }: { username: string; publicUrl: string }) {
  const [tab, setTab] = useState<(typeof TABS)[number]>("GraphQL");
  const id = useId();
  const text = tab === "GraphQL" ? querySnippet(username) : curlSnippet(username, publicUrl || location.origin);
  return (
    <Panel title="Show it on a site" actions={<CopyButton text={text} label={`Copy ${tab}`} />}>
      <Typography variant="body2">
        The newest posts of @{username}, as a site asks for them. Put an API key in the place of YOUR_API_KEY.{" "}
        <LinkButton to="/apiKeys">Create key</LinkButton>
      </Typography>
      <Tabs value={tab} onChange={(_event, chosen) => setTab(chosen)} aria-label="Query format">
        {TABS.map((name) => (
          <Tab key={name} value={name} label={name} id={`${id}-${name}`} aria-controls={`${id}-text`} />
        ))}
      </Tabs>
      <Box
        component="pre"
        role="tabpanel"
        id={`${id}-text`}
        aria-labelledby={`${id}-${tab}`}
        // It scrolls where a line is longer than the screen; the keyboard must reach that.
        tabIndex={0}
        sx={{ bgcolor: "background.default", borderRadius: 1.5, fontSize: "0.8125rem", m: 0, overflowX: "auto", p: 2 }}
      >
        {text}
      </Box>
    </Panel>
  );
}
