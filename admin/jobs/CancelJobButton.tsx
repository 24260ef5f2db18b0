import { Button } from "@mui/material";
import { useRecordContext } from "react-admin";
import { useAction } from "../data-provider/use-action.js";
import type { JobLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { isUnderWay } from "./job-labels.js";

/** Cancels a job that is under way. Accounts in progress are finished. */
export function CancelJobButton() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  const [cancel, isCancelling] = useAction("cancelJob", { successMessage: translate("darkroom.jobs.cancelled") });
  if (!job || !isUnderWay(job)) return null;
  return (
    <Button
      size="small"
      color="inherit"
      variant="outlined"
      loading={isCancelling}
      onClick={() => cancel({ id: job.id })}
      sx={{ whiteSpace: "nowrap" }}
    >
      {translate("darkroom.jobs.cancel")}
    </Button>
  );
}
