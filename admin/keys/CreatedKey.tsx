import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from "@mui/material";
import type { CreateKeyMutation } from "../gql/graphql.js";
import { CopyButton } from "../ui/CopyButton.js";
import { ShownOnce } from "../ui/ShownOnce.js";
import { keyExample } from "./key-example.js";

/** A key that was just made, with a first request to try. */
export function CreatedKey({ made, onClose }: { made: CreateKeyMutation["createApiKey"]; onClose(): void }) {
  const { key, apiKey } = made;
  const example = keyExample(window.location.origin, key, apiKey);
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="created-key-title">
      <DialogTitle id="created-key-title">The key “{apiKey.name}” is made</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
        <ShownOnce
          label="API key"
          text={key}
          copyLabel="Copy key"
          warning="Copy it now: it is shown only once. If you lose it, revoke it and create a new one."
        />
        <Box sx={{ alignItems: "center", display: "flex", justifyContent: "space-between" }}>
          <Typography component="h3" variant="h3">
            {apiKey.kind === "SECRET" ? "Try it in a terminal" : "Use it on the site"}
          </Typography>
          <CopyButton text={example} label="Copy example" />
        </Box>
        <Box component="pre" sx={CODE} tabIndex={0} aria-label="Example">
          {example}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} variant="contained">
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const CODE = { bgcolor: "background.default", borderRadius: 1, fontSize: "0.8125rem", m: 0, overflowX: "auto", p: 2 };
