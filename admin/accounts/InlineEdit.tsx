import EditIcon from "@mui/icons-material/EditOutlined";
import { Box, Button, IconButton, Typography } from "@mui/material";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Form, useTranslateLabel } from "react-admin";
import type { FieldValues } from "react-hook-form";
import { useAction } from "../data-provider/use-action.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { AccountDetail } from "../ui/account-detail.js";

interface InlineEditProps {
  account: AccountDetail;
  source: "reference" | "tags" | "note";
  /** What stands there now. */
  shown: ReactNode;
  /** Its input. */
  children: ReactNode;
}

/** A value that becomes an input where it stands; Escape leaves it as it was, and the focus comes back to the button. */
export function InlineEdit({ account, source, shown, children }: InlineEditProps) {
  const translate = useTranslate();
  const translateLabel = useTranslateLabel();
  const [state, setState] = useState<"UNTOUCHED" | "OPEN" | "LEFT">("UNTOUCHED");
  if (state === "OPEN") {
    return (
      <EditForm account={account} source={source} onClose={() => setState("LEFT")}>
        {children}
      </EditForm>
    );
  }
  return (
    <Box sx={{ alignItems: "start", display: "flex", gap: 1, justifyContent: "space-between" }}>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="caption" color="text.secondary" component="h3">
          {translateLabel({ source })}
        </Typography>
        <Typography variant="body2" component="div" sx={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
          {shown}
        </Typography>
      </Box>
      <IconButton
        size="small"
        aria-label={translate(`darkroom.account.notes.edit_${source}`)}
        autoFocus={state === "LEFT"}
        onClick={() => setState("OPEN")}
      >
        <EditIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}

type EditFormProps = Pick<InlineEditProps, "account" | "source" | "children"> & { onClose(): void };

/** Stays open until the value is saved, so that an error loses nothing. */
function EditForm({ account, source, children, onClose }: EditFormProps) {
  const translate = useTranslate();
  // As it was when the form opened: an account that is read again would overwrite what is being written.
  const [record] = useState(account);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>("input, textarea")?.focus(), []);
  const [update, isUpdating] = useAction("updateAccount", {
    successMessage: translate("darkroom.account.notes.saved"),
    onSuccess: onClose,
  });
  function leave(event: KeyboardEvent) {
    // A list of suggestions that is open takes the key first.
    if (event.key === "Escape" && !event.defaultPrevented) onClose();
  }
  return (
    <Box ref={place} onKeyDown={leave} sx={{ "& form": { display: "grid", gap: 1, pt: 0.5 } }}>
      <Form
        record={record}
        onSubmit={(values: FieldValues) => update({ accountId: account.id, input: { [source]: values[source] } })}
      >
        {children}
        <Box sx={{ display: "flex", gap: 1 }}>
          <Button type="submit" size="small" variant="contained" loading={isUpdating}>
            {translate(`darkroom.account.notes.save_${source}`)}
          </Button>
          <Button size="small" color="inherit" onClick={onClose}>
            {translate("darkroom.ui.cancel")}
          </Button>
        </Box>
      </Form>
    </Box>
  );
}
