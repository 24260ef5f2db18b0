import CancelledIcon from "@mui/icons-material/Block";
import DoneIcon from "@mui/icons-material/CheckCircleOutline";
import FailedIcon from "@mui/icons-material/ErrorOutline";
import RunningIcon from "@mui/icons-material/PlayCircleOutline";
import WaitingIcon from "@mui/icons-material/Schedule";
import { Chip } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { JobLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { hasFailed, jobStateText } from "./job-labels.js";

/** A job that finished with failures looks like neither a good nor a running one. */
export function JobStateChip() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  if (!job) return null;
  const { color, Icon } = LOOKS[hasFailed(job) ? "FAILED" : job.state];
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={jobStateText(job, translate)} />;
}

const LOOKS = {
  WAITING: { color: "default", Icon: WaitingIcon },
  RUNNING: { color: "warning", Icon: RunningIcon },
  DONE: { color: "success", Icon: DoneIcon },
  FAILED: { color: "error", Icon: FailedIcon },
  CANCELLED: { color: "default", Icon: CancelledIcon },
} as const;
