import { Alert, Box, Button, Card, CircularProgress, Typography } from "@mui/material";
import { useMemo } from "react";
import { errorText } from "../i18n/error-text.js";
import { useFormat } from "../i18n/format.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import type { Draft } from "./use-draft.js";
import type { Preview } from "./use-preview.js";
import { useSummaryText } from "./use-summary-text.js";

interface SaveBarProps {
  draft: Draft;
  preview: Preview;
}

/** What the changes would do, and saving them; nothing while there are none. */
export function SaveBar({ draft, preview }: SaveBarProps) {
  const translate = useTranslate();
  const { isDirty, isComplete, isSaving, others, changes, save, discard } = draft;
  if (!isDirty) return <Box role="status" />;
  const isSavable = isComplete && Object.keys(changes).length > 0 && others.length === 0;
  const error = others.length > 0 ? null : (draft.saveError ?? preview.error);
  return (
    <Card component="section" aria-label={translate("darkroom.feeds.save.label")} sx={BAR}>
      {others.length > 0 && <Conflict draft={draft} />}
      {Boolean(error) && <Alert severity="error">{errorText(error, translate)}</Alert>}
      <Box sx={LINE}>
        <Box role="status" sx={{ flex: "1 1 14rem", minWidth: 0 }}>
          <Effect preview={preview} isComplete={isComplete} />
        </Box>
        <Box sx={{ display: "flex", gap: 1 }}>
          <Button color="inherit" onClick={discard}>
            {translate("darkroom.feeds.save.discard")}
          </Button>
          <Button variant="contained" onClick={save} disabled={!isSavable} loading={isSaving}>
            {translate("darkroom.feeds.save.save")}
          </Button>
        </Box>
      </Box>
    </Card>
  );
}

const BAR = {
  bottom: 12,
  boxShadow: 6,
  display: "grid",
  gap: 1.5,
  gridTemplateColumns: "minmax(0, 1fr)",
  p: 1.5,
  position: "sticky",
  zIndex: "appBar",
};
const LINE = { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1.5, justifyContent: "space-between" };

function Effect({ preview, isComplete }: { preview: Preview; isComplete: boolean }) {
  const translate = useTranslate();
  const { change, isBusy } = preview;
  const effect = useEffectText(change);
  const summaryText = useSummaryText();
  if (!isComplete && !change)
    return <Typography variant="body2">{translate("darkroom.feeds.save.incomplete")}</Typography>;
  return (
    <>
      <Typography variant="body2" sx={{ alignItems: "center", display: "flex", fontWeight: 600, gap: 1 }}>
        {isBusy && <CircularProgress size={14} />}
        {change && !isBusy ? effect : translate("darkroom.feeds.save.busy")}
      </Typography>
      {change && !isBusy && (
        <Typography variant="body2" color="text.secondary" sx={TWO_LINES}>
          {summaryText(change.summary)}
        </Typography>
      )}
    </>
  );
}

const TWO_LINES = {
  display: "-webkit-box",
  overflow: "hidden",
  overflowWrap: "anywhere",
  WebkitBoxOrient: "vertical",
  WebkitLineClamp: "2",
};

/** How many posts enter, leave and move, such as "3 enter, 1 leaves". */
export function useEffectText(
  change: Pick<NonNullable<Preview["change"]>, "entered" | "left" | "moved"> | null,
): string {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(() => {
    if (!change) return "";
    const counts = { enters: change.entered.length, leaves: change.left.length, moves: change.moved.length };
    const parts = (["enters", "leaves", "moves"] as const)
      .filter((what) => counts[what] > 0)
      .map((what) => translate(`darkroom.feeds.effect.${what}`, { smart_count: counts[what] }));
    return parts.length > 0 ? format.list(parts) : translate("darkroom.feeds.effect.none");
  }, [change, translate, format]);
}

/** Somebody else was faster: says what they changed. What was typed stays. */
function Conflict({ draft: { others, keepMine, discard } }: { draft: Draft }) {
  const translate = useTranslate();
  const summaryText = useSummaryText();
  return (
    <Alert severity="warning">
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {translate("darkroom.feeds.conflict.title")}
      </Typography>
      <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
        {others.map(({ version, by, at, summary }) => (
          <li key={version}>
            {serverText(by, translate)}, <RelativeTime at={at} />: {summaryText(summary)}
          </li>
        ))}
      </Box>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, mt: 1 }}>
        <Button size="small" variant="outlined" color="inherit" onClick={keepMine}>
          {translate("darkroom.feeds.conflict.keep")}
        </Button>
        <Button size="small" color="inherit" onClick={discard}>
          {translate("darkroom.feeds.conflict.reload")}
        </Button>
      </Box>
    </Alert>
  );
}
