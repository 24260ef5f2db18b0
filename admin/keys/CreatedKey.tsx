import { Box, Typography } from "@mui/material";
import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { useTranslate } from "../i18n/use-translate.js";
import { CopyButton } from "../ui/CopyButton.js";
import { SecretDialog } from "../ui/SecretDialog.js";
import { keyExample } from "./key-example.js";

interface CreatedKeyProps {
  created: ApiKeyRecord & { key: string };
  onClose(): void;
}

/** A key that was just created, with a first request to try. */
export function CreatedKey({ created, onClose }: CreatedKeyProps) {
  const translate = useTranslate();
  const { key, name, kind } = created;
  const example = keyExample(window.location.origin, key, created);
  return (
    <SecretDialog
      title={translate("darkroom.keys.created_title", { name })}
      label={translate("resources.apiKeys.name", { smart_count: 1 })}
      text={key}
      copyLabel={translate("darkroom.keys.copy")}
      warning={translate("darkroom.ui.shown_once")}
      onClose={onClose}
    >
      <Box sx={{ alignItems: "center", display: "flex", justifyContent: "space-between" }}>
        <Typography component="h3" variant="h3">
          {translate(`darkroom.keys.try.${kind}`)}
        </Typography>
        <CopyButton text={example} label={translate("darkroom.keys.copy_example")} />
      </Box>
      <Box component="pre" sx={CODE} tabIndex={0} aria-label={translate("darkroom.keys.example")}>
        {example}
      </Box>
    </SecretDialog>
  );
}

const CODE = {
  bgcolor: "background.default",
  borderRadius: 1,
  fontSize: "0.8125rem",
  m: 0,
  maxHeight: "16rem",
  overflow: "auto",
  p: 2,
};
