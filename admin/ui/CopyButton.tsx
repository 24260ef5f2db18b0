import CheckIcon from "@mui/icons-material/Check";
import CopyIcon from "@mui/icons-material/ContentCopy";
import { Button } from "@mui/material";
import { useEffect, useState } from "react";
import { useNotify } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";

const SHOWN_MS = 2_000;

/** Copies a text; says so on the button itself and to screen readers. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const translate = useTranslate();
  const notify = useNotify();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      // Browsers give the clipboard to https and localhost only.
      notify(translate("darkroom.ui.copy_blocked"), { type: "warning" });
    }
  }

  return (
    <Button size="small" onClick={copy} startIcon={isCopied ? <CheckIcon /> : <CopyIcon />} aria-live="polite">
      {isCopied ? translate("darkroom.ui.copied") : label}
    </Button>
  );
}
