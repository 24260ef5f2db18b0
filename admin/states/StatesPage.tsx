import { Box, Typography } from "@mui/material";
import { useEffect } from "react";
import { useLocation } from "react-router-dom";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";
import { InlineCode } from "../ui/InlineCode.js";
import { Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
import { STATE_GROUPS, type StateGroup } from "./state-groups.js";

/** What each status means, and what to do next. The address may name one of them. */
export function StatesPage() {
  const translate = useTranslate();
  const { hash } = useLocation();
  useEffect(() => {
    if (!hash) return;
    const block = hash.includes("-") ? "center" : "start";
    document.getElementById(hash.slice(1))?.scrollIntoView({ block });
  }, [hash]);
  const groups = Object.keys(STATE_GROUPS) as StateGroup[];
  return (
    <Page title={translate("darkroom.states.title")}>
      <Typography color="text.secondary">{translate("darkroom.states.intro")}</Typography>
      {groups.map((group) => (
        <Panel key={group} id={group} title={translate(`darkroom.states.group.${group}`)}>
          <Box component="dl" sx={{ display: "grid", gap: 1, m: 0 }}>
            {STATE_GROUPS[group].map(({ state, name }) => (
              <Box key={state} id={`${group}-${state}`} sx={hash === `#${group}-${state}` ? MEANT : STATE}>
                <Typography component="dt" sx={{ fontWeight: 600 }}>
                  {translate(name)}
                </Typography>
                <Typography component="dd" sx={{ m: 0 }}>
                  {translate(`darkroom.states.means.${group}.${state}` as MessageKey)}
                </Typography>
                <Typography component="dd" color="text.secondary" sx={{ m: 0 }}>
                  <InlineCode text={translate(`darkroom.states.step.${group}.${state}` as MessageKey)} />
                </Typography>
              </Box>
            ))}
          </Box>
        </Panel>
      ))}
    </Page>
  );
}

const STATE = { borderInlineStart: 3, borderColor: "transparent", maxWidth: "75ch", paddingInlineStart: 1.5, py: 0.5 };
const MEANT = { ...STATE, bgcolor: "action.selected", borderColor: "primary.main" };
