import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { wordsOf } from "../lib/api-error.js";
import { FormDialog } from "../ui/FormDialog.js";
import { ShownOnce } from "../ui/ShownOnce.js";
import { useNow } from "../ui/server-clock.js";
import { daysAhead, LIFE_DAYS, LifeField, wordsForDays } from "./LifeField.js";

/** Makes a connect link, and shows its address this once. */
export function MakeLinkDialog({ onClose }: { onClose(): void }) {
  const now = useNow();
  const [label, setLabel] = useState("");
  const [reference, setReference] = useState("");
  const [days, setDays] = useState(LIFE_DAYS);
  const [fault, setFault] = useState<string | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [make, isMaking] = useAction("createConnectLink", {
    onSuccess: (createConnectLink) => setMade(createConnectLink.url),
    onError: (error) => setFault(wordsOf(error)),
  });
  if (made) return <MadeLink url={made} days={days} onClose={onClose} />;

  function onAct() {
    const words = { label: label.trim() || null, reference: reference.trim() || null };
    make({ input: { ...words, expiresAt: daysAhead(now, days) } });
  }

  return (
    <FormDialog title="Create a connect link" actLabel="Create link" isBusy={isMaking} {...{ fault, onAct, onClose }}>
      <Typography>An account's owner opens it and connects their account without signing in here.</Typography>
      <TextField
        label="Label"
        autoFocus
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        helperText="To find it again (optional)."
      />
      <TextField
        label="Reference"
        value={reference}
        onChange={(event) => setReference(event.target.value)}
        helperText="The connected account's id or name in your own systems (optional)."
      />
      <LifeField days={days} onChange={setDays} />
    </FormDialog>
  );
}

function MadeLink({ url, days, onClose }: { url: string; days: number; onClose(): void }) {
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="made-link-title">
      <DialogTitle id="made-link-title">The connect link is created</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2 }}>
        <Typography>Send it to the account's owner. It works once, and for {wordsForDays(days)}.</Typography>
        <ShownOnce
          label="Connect link"
          text={url}
          copyLabel="Copy connect link"
          warning="Copy it now: it is shown only once. If you lose it, revoke it and create a new one."
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} variant="contained">
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
