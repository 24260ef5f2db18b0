import { Alert, Box, TextField } from "@mui/material";
import { CopyButton } from "./CopyButton.js";

interface SecretRevealProps {
  label: string;
  text: string;
  copyLabel: string;
  /** Why it must be kept now. */
  warning: string;
}

/** A secret that the server has just made and will not show again. */
export function SecretReveal({ label, text, copyLabel, warning }: SecretRevealProps) {
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      <Alert severity="warning">{warning}</Alert>
      <Box sx={{ alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1 }}>
        <TextField
          label={label}
          value={text}
          multiline
          maxRows={4}
          onFocus={(event) => event.target.select()}
          slotProps={{ input: { readOnly: true, sx: { fontFamily: "monospace", overflowWrap: "anywhere" } } }}
          sx={{ flex: "1 1 16rem" }}
        />
        <CopyButton text={text} label={copyLabel} />
      </Box>
    </Box>
  );
}
