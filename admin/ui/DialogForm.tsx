import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Form, type FormProps, type RaRecord, SaveButton, useRecordContext } from "react-admin";
import { type FieldValues, useFormContext, useFormState } from "react-hook-form";
import { errorText } from "../i18n/error-text.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ApiError } from "../lib/api-error.js";

interface DialogFormProps extends Pick<FormProps, "defaultValues"> {
  title: string;
  /** Names the action, such as "Add". */
  saveLabel: string;
  isWide?: boolean;
  /** The inputs. */
  children: ReactNode;
  /** Why the record could not be saved: shown unless it names an input. */
  error?: unknown;
  /** Left out, the record is saved. */
  onSubmit?: (values: FieldValues) => unknown;
  onClose(): void;
}

/**
 * A `SimpleForm` over the page, below a `CreateBase` or an `EditBase`, or with an `onSubmit` that returns errors. A click
 * beside it does not close it: what was written would be lost.
 */
export function DialogForm({ title, saveLabel, isWide = false, error, children, onClose, ...form }: DialogFormProps) {
  const id = useId();
  // As it was when the form opened: a record that is read again would overwrite what is being written.
  const [record] = useState(useRecordContext<RaRecord>());
  return (
    <Dialog
      open
      onClose={(_, reason) => reason === "escapeKeyDown" && onClose()}
      fullWidth
      maxWidth={isWide ? "sm" : "xs"}
      aria-labelledby={id}
      sx={FORM}
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      <Form noValidate disableInvalidFormNotification {...(record && { record })} {...form}>
        <DialogContent sx={{ display: "grid", gap: 1, gridTemplateColumns: "minmax(0, 1fr)" }}>
          {children}
        </DialogContent>
        <ServerError saving={error} />
        <Buttons saveLabel={saveLabel} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

// Lets the inputs scroll between the title and the buttons, as a dialog without a form does.
const FORM = {
  "& form": { display: "flex", flexDirection: "column", minHeight: 0 },
  "& form > .MuiDialogContent-root": { pt: 1 },
};

/** Moves the focus to the input that is rejected; what the server says of no input of the form stands below all. */
function ServerError({ saving }: { saving: unknown }) {
  const translate = useTranslate();
  const { errors } = useFormState();
  useFocusOnError();
  const error = Object.values(errors).find((error) => error?.type === "server");
  const isOfAnInput = isOfInput(error);
  const ofTheForm = saving && !(saving instanceof ApiError && saving.body) ? errorText(saving, translate) : undefined;
  const text = errors.root?.serverError?.message ?? ofTheForm ?? (isOfAnInput ? undefined : error?.message);
  return (
    <Box role="alert" sx={{ px: 3 }}>
      {text && <Alert severity="error">{serverText(String(text), translate)}</Alert>}
    </Box>
  );
}

/** Once a submit, after the button that was disabled meanwhile has given the focus away. */
function useFocusOnError(): void {
  const { errors, isSubmitting, submitCount } = useFormState();
  const { setFocus } = useFormContext();
  const handledCount = useRef(0);
  useEffect(() => {
    if (isSubmitting || submitCount === handledCount.current) return;
    handledCount.current = submitCount;
    const [name] = Object.entries(errors).find(([, error]) => isOfInput(error)) ?? [];
    if (name) setFocus(name);
  }, [errors, isSubmitting, submitCount, setFocus]);
}

function isOfInput(error: unknown): boolean {
  return typeof error === "object" && error !== null && "ref" in error && Boolean(error.ref);
}

function Buttons({ saveLabel, onClose }: Pick<DialogFormProps, "saveLabel" | "onClose">) {
  const translate = useTranslate();
  const { isSubmitting } = useFormState();
  return (
    <DialogActions>
      <Button onClick={onClose} color="inherit">
        {translate("darkroom.ui.cancel")}
      </Button>
      {/* Enabled before anything is written too: a click then says what is missing. */}
      <SaveButton label={saveLabel} icon={null} alwaysEnable={!isSubmitting} />
    </DialogActions>
  );
}
