import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Switch,
  Typography,
} from "@mui/material";
import { useId } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { Keys } from "./Keys.js";
import { PAGE_KEYS } from "./shortcuts.js";
import { useSingleKeys } from "./use-shortcuts.js";

const COMMAND = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";

/** All keyboard shortcuts, and the switch that turns those of a single key off. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const translate = useTranslate();
  const id = useId();
  const [areSingleKeysOn, setSingleKeys] = useSingleKeys();
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={id}>
      <DialogTitle id={id}>{translate("darkroom.shortcuts.title")}</DialogTitle>
      <DialogContent>
        <Group title={translate("darkroom.shortcuts.anywhere")}>
          <Row keys={["/"]} label={translate("darkroom.search.title")} />
          <Row keys={[COMMAND, "K"]} label={translate("darkroom.search.title")} />
          <Row keys={["?"]} label={translate("darkroom.shortcuts.title")} />
          <Row keys={["Esc"]} label={translate("darkroom.shortcuts.close")} />
        </Group>
        <Group title={translate("darkroom.shortcuts.go")}>
          {Object.entries(PAGE_KEYS).map(([key, { label }]) => (
            <Row key={key} keys={["g", key]} label={translate(`darkroom.shortcuts.page.${label}`)} />
          ))}
        </Group>
        <Group title={translate("darkroom.shortcuts.posts")}>
          <Row keys={["←", "→"]} label={translate("darkroom.shortcuts.move")} />
        </Group>
        <Group title={translate("darkroom.shortcuts.review")}>
          <Row keys={["S"]} label={translate("darkroom.feeds.review.show")} />
          <Row keys={["H"]} label={translate("darkroom.feeds.review.hide")} />
          <Row keys={["U"]} label={translate("darkroom.ui.undo")} />
        </Group>
        <FormControlLabel
          control={<Switch checked={areSingleKeysOn} onChange={(_, isOn) => setSingleKeys(isOn)} />}
          label={translate("darkroom.shortcuts.single_keys")}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate("darkroom.shortcuts.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box component="section" sx={{ mb: 2 }}>
      <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      <Box component="dl" sx={{ m: 0 }}>
        {children}
      </Box>
    </Box>
  );
}

function Row({ keys, label }: { keys: readonly string[]; label: string }) {
  return (
    <Box sx={{ alignItems: "center", display: "flex", gap: 2, justifyContent: "space-between", py: 0.5 }}>
      <Typography component="dt" variant="body2">
        {label}
      </Typography>
      <Box component="dd" sx={{ m: 0 }}>
        <Keys keys={keys} />
      </Box>
    </Box>
  );
}
