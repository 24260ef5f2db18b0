import PinIcon from "@mui/icons-material/PushPin";
import UnpinnedIcon from "@mui/icons-material/PushPinOutlined";
import EndIcon from "@mui/icons-material/Schedule";
import { Box, Button, IconButton, Popover, TextField, Tooltip } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useFormat } from "../i18n/format.js";
import { useTranslate } from "../i18n/use-translate.js";
import { useNow } from "../ui/server-clock.js";
import type { GridPost } from "./grid-posts.js";
import type { Curation } from "./use-curation.js";

interface PinButtonsProps extends Pick<GridPost, "post" | "pinned"> {
  place: number;
  /** Of the post, as screen readers name it. */
  day: string;
  curation: Curation;
  onSpeak(text: string): void;
}

/** Pins a post where it is, or unpins it, by one click; says and changes when its pin ends. */
export function PinButtons(props: PinButtonsProps) {
  const { post, pinned, place, day, curation, onSpeak } = props;
  const translate = useTranslate();
  function toggle() {
    onSpeak(translate(pinned ? "darkroom.feeds.tile.is_unpinned" : "darkroom.feeds.tile.is_pinned", { place }));
    if (pinned) curation.unpin(post.id);
    else curation.pin(post.id, place);
  }
  const label = translate(pinned ? "darkroom.feeds.tile.unpin" : "darkroom.feeds.tile.pin", { place });
  return (
    <>
      {pinned && <EndButton {...props} />}
      <Tooltip title={label}>
        <IconButton size="small" onClick={toggle} aria-label={`${label}: ${day}`} aria-pressed={pinned}>
          {pinned ? <PinIcon fontSize="small" color="primary" /> : <UnpinnedIcon fontSize="small" />}
        </IconButton>
      </Tooltip>
    </>
  );
}

function EndButton(props: PinButtonsProps) {
  const { post, day, curation } = props;
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const close = () => setAnchor(null);
  const label = translate("darkroom.feeds.pin.change");
  const isEnding = curation.pinEnd(post.id) !== null;
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          size="small"
          aria-label={`${label}: ${day}`}
          aria-haspopup="dialog"
          onClick={({ currentTarget }) => setAnchor(currentTarget)}
        >
          <EndIcon fontSize="small" color={isEnding ? "primary" : "inherit"} />
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
        slotProps={{
          paper: { role: "dialog", "aria-label": translate("darkroom.feeds.pin.title"), elevation: 8 },
        }}
      >
        <EndForm {...props} onDone={close} />
      </Popover>
    </>
  );
}

function EndForm({ post, place, curation, onSpeak, onDone }: PinButtonsProps & { onDone(): void }) {
  const translate = useTranslate();
  const format = useFormat();
  const now = useNow();
  const before = curation.pinEnd(post.id);
  const [local, setLocal] = useState(before ? localOf(before) : "");
  const until = local === "" ? null : new Date(local);
  const isOver = until !== null && until <= now;
  function save(event: FormEvent) {
    event.preventDefault();
    if (isOver) return;
    const day = until && format.day(until);
    onSpeak(translate(day ? "darkroom.feeds.pin.is_set" : "darkroom.feeds.pin.is_open", { day: day ?? "" }));
    curation.pin(post.id, place, until?.toISOString() ?? null);
    onDone();
  }
  return (
    <Box component="form" noValidate onSubmit={save} sx={{ display: "grid", gap: 1.5, justifyItems: "end", p: 2 }}>
      <TextField
        type="datetime-local"
        autoFocus
        size="small"
        label={translate("darkroom.feeds.pin.until")}
        value={local}
        onChange={({ target }) => setLocal(target.value)}
        error={isOver}
        helperText={translate(isOver ? "darkroom.feeds.pin.over" : "darkroom.feeds.pin.help")}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <Button type="submit" variant="contained" size="small">
        {translate("darkroom.feeds.pin.save")}
      </Button>
    </Box>
  );
}

/** As the browser's field writes an instant: where the person is, without a time zone. */
function localOf(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
