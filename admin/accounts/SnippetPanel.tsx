import { Box, Tab, Tabs, Typography } from "@mui/material";
import { useId, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { CopyButton } from "../ui/CopyButton.js";
import { gridSnippet } from "../ui/grid-snippet.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Panel } from "../ui/Panel.js";
import { curlSnippet, KEY_PLACE, querySnippet } from "./snippet.js";

const TABS = ["HTML", "GraphQL", "curl"] as const;

/** What a site asks to show this account, ready to be copied. */
export function SnippetPanel({ username, publicUrl }: { username: string; publicUrl: string }) {
  const translate = useTranslate();
  const [tab, setTab] = useState<(typeof TABS)[number]>("HTML");
  const id = useId();
  const address = publicUrl || location.origin;
  const text = {
    HTML: () => gridSnippet({ username, key: KEY_PLACE, publicUrl: address }),
    GraphQL: () => querySnippet(username),
    curl: () => curlSnippet(username, address),
  }[tab]();
  const copy = <CopyButton text={text} label={translate("darkroom.account.snippet.copy", { name: tab })} />;
  return (
    <Panel title={translate("darkroom.account.snippet.title")} actions={copy}>
      <Typography variant="body2">
        {translate(`darkroom.account.snippet.intro.${tab === "HTML" ? "page" : "query"}`, { username })}{" "}
        <LinkButton to="/apiKeys">{translate("darkroom.account.snippet.create_key")}</LinkButton>
      </Typography>
      <Tabs
        value={tab}
        onChange={(_event, chosen) => setTab(chosen)}
        aria-label={translate("darkroom.account.snippet.format")}
      >
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
        sx={{
          bgcolor: "background.default",
          borderRadius: 1.5,
          fontSize: "0.8125rem",
          m: 0,
          maxHeight: "24rem",
          overflow: "auto",
          p: 2,
        }}
      >
        {text}
      </Box>
    </Panel>
  );
}
