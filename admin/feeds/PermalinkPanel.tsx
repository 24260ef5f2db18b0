import { Box, Button, TextField } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { Panel } from "../ui/Panel.js";
import { Explanation } from "./Explanation.js";
import type { Curation } from "./use-curation.js";

/** Says of a post, by its address at Instagram, why it is in the feed, or is not. A pasted address is looked up at once. */
export function PermalinkPanel({ curation }: { curation: Curation }) {
  const translate = useTranslate();
  const [text, setText] = useState("");
  const [permalink, setPermalink] = useState<string | null>(null);
  const lookUp = (typed: string) => setPermalink(addressIn(typed));
  function submit(event: FormEvent) {
    event.preventDefault();
    lookUp(text);
  }
  return (
    <Panel title={translate("darkroom.feeds.permalink.title")}>
      <Box component="form" onSubmit={submit} sx={{ alignItems: "start", display: "flex", flexWrap: "wrap", gap: 1 }}>
        <TextField
          size="small"
          label={translate("darkroom.feeds.permalink.label")}
          helperText={translate("darkroom.feeds.permalink.help")}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onPaste={({ clipboardData }) => lookUp(clipboardData.getData("text"))}
          slotProps={{ htmlInput: { inputMode: "url", maxLength: 2_000 } }}
          sx={{ flex: "1 1 16rem" }}
        />
        <Button type="submit" variant="outlined" sx={{ minHeight: 40 }}>
          {translate("darkroom.feeds.why.why")}
        </Button>
      </Box>
      {permalink && <Explanation key={permalink} address={{ permalink }} curation={curation} />}
    </Panel>
  );
}

/** With or without https, as it may be copied; null for nothing. */
function addressIn(text: string): string | null {
  const address = text.trim();
  if (address === "") return null;
  return /^https?:\/\//i.test(address) ? address : `https://${address}`;
}
