import CloseIcon from "@mui/icons-material/Close";
import { Box, IconButton } from "@mui/material";
import { useEffect, useRef } from "react";
import { useTranslate } from "../i18n/use-translate.js";
import { JobProgress } from "../jobs/JobProgress.js";
import { Panel } from "../ui/Panel.js";

/**
 * The work on many accounts that was begun on this page; it goes on also when this is closed. It takes the focus, and so
 * comes into sight, as it stands far above the rows that were chosen.
 */
export function BulkJob({ jobId, onClose }: { jobId: string; onClose(): void }) {
  const translate = useTranslate();
  const close = (
    <IconButton onClick={onClose} aria-label={translate("darkroom.accounts.job.close")} size="small">
      <CloseIcon fontSize="small" />
    </IconButton>
  );
  const place = useRef<HTMLDivElement>(null);
  // Each job anew, also where this stood there for the one before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id alone says that there is another
  useEffect(() => place.current?.focus(), [jobId]);
  return (
    <Box ref={place} tabIndex={-1} sx={PLACE}>
      <Panel title={translate("darkroom.accounts.job.title")} actions={close}>
        <JobProgress jobId={jobId} />
      </Panel>
    </Box>
  );
}

// Below the bar of the page.
const PLACE = { outline: 0, scrollMarginTop: 80 };
