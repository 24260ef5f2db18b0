import { TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { wordsOf } from "../lib/api-error.js";
import { FormDialog } from "../ui/FormDialog.js";
import { useNow } from "../ui/server-clock.js";
import { daysAhead, LIFE_DAYS, LifeField } from "./LifeField.js";
import { type MadeLink, MadeLinks } from "./MadeLinks.js";
import { faultOfReferences, referencesIn } from "./references.js";

/** Makes a connect link for each reference of a pasted list, and shows the addresses this once. */
export function MakeLinksDialog({ onClose }: { onClose(): void }) {
  const now = useNow();
  const [text, setText] = useState("");
  const [label, setLabel] = useState("");
  const [days, setDays] = useState(LIFE_DAYS);
  const [fault, setFault] = useState<string | null>(null);
  const [made, setMade] = useState<MadeLink[] | null>(null);
  const [make, isMaking] = useAction("createConnectLinks", {
    onSuccess: (createConnectLinks) =>
      setMade(createConnectLinks.map(({ url, connectLink }) => ({ url, ...connectLink }))),
    onError: (error) => setFault(wordsOf(error)),
  });
  const references = referencesIn(text);
  if (made) return <MadeLinks links={made} onClose={onClose} />;

  function onAct() {
    const wrong = faultOfReferences(references);
    setFault(wrong);
    if (!wrong) make({ references, label: label.trim() || null, expiresAt: daysAhead(now, days) });
  }

  const count = references.length === 1 ? "1 reference" : `${references.length} references`;
  return (
    <FormDialog
      title="Create many connect links"
      actLabel="Create links"
      isBusy={isMaking}
      isWide
      {...{ fault, onAct, onClose }}
    >
      <Typography>One link per reference. The connected account gets its link's reference.</Typography>
      <TextField
        label="References, one per line"
        autoFocus
        required
        multiline
        minRows={5}
        maxRows={12}
        value={text}
        onChange={(event) => setText(event.target.value)}
        helperText={count}
      />
      <TextField
        label="Label for all"
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        helperText="To find them again (optional)."
      />
      <LifeField days={days} onChange={setDays} />
    </FormDialog>
  );
}
