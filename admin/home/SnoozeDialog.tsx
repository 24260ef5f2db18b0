import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { useNow } from "../ui/server-clock.js";
import { inDays } from "./use-snooze.js";

/** The server takes at most 90 days. */
const DAYS_MAX = 89;

interface SnoozeDialogProps {
  username: string;
  onSnooze(until: Date): void;
  onClose(): void;
}

/** Asks for the day on which an account comes back into the queue. */
export function SnoozeDialog({ username, onSnooze, onClose }: SnoozeDialogProps) {
  const translate = useTranslate();
  const now = useNow();
  const [day, setDay] = useState(asDay(inDays(now, 14)));

  function submit(event: FormEvent) {
    event.preventDefault();
    onClose();
    onSnooze(new Date(`${day}T00:00`));
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="snooze-title">
      <form onSubmit={submit}>
        <DialogTitle id="snooze-title">{translate("darkroom.home.snooze.title", { username })}</DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 2 }}>
          <Typography>{translate("darkroom.home.snooze.what")}</Typography>
          <TextField
            type="date"
            label={translate("darkroom.home.snooze.day")}
            required
            value={day}
            onChange={({ target }) => setDay(target.value)}
            slotProps={{
              inputLabel: { shrink: true },
              htmlInput: { min: asDay(inDays(now, 1)), max: asDay(inDays(now, DAYS_MAX)) },
            }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} color="inherit">
            {translate("darkroom.ui.cancel")}
          </Button>
          <Button type="submit" variant="contained">
            {translate("darkroom.home.snooze.confirm")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** As a date field takes it, in the reader's own zone. */
function asDay(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
