import { Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from "@mui/material";
import { useState } from "react";
import { MakeLinkDocument } from "../gql/graphql.js";
import { wordsOf } from "../lib/api-error.js";
import { useAct } from "../lib/use-act.js";
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
  const [make, isMaking] = useAct(MakeLinkDocument, {
    onDone: ({ createConnectLink }) => setMade(createConnectLink.url),
    onFailure: (error) => setFault(wordsOf(error)),
  });
  if (made) return <MadeLink url={made} days={days} onClose={onClose} />;

  function onAct() {
    const words = { label: label.trim() || null, reference: reference.trim() || null };
    make({ input: { ...words, expiresAt: daysAhead(now, days) } });
  }

  return (
    <FormDialog title="Make a connect link" actLabel="Make the link" isBusy={isMaking} {...{ fault, onAct, onClose }}>
      <Typography>Whoever opens it connects their own account, without signing in here.</Typography>
      <TextField
        label="Label"
        autoFocus
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        helperText="For you, to find it again; may stay empty."
      />
      <TextField
        label="Reference"
        value={reference}
        onChange={(event) => setReference(event.target.value)}
        helperText="What your systems call the account that it connects; may stay empty."
      />
      <LifeField days={days} onChange={setDays} />
    </FormDialog>
  );
}

function MadeLink({ url, days, onClose }: { url: string; days: number; onClose(): void }) {
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="made-link-title">
      <DialogTitle id="made-link-title">The connect link is made</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2 }}>
        <Typography>Send it to the account's owner. It works once, and for {wordsForDays(days)}.</Typography>
        <ShownOnce
          label="Connect link"
          text={url}
          copyLabel="Copy connect link"
          warning="Copy it now: it is shown this once. A lost one is revoked and made anew."
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
