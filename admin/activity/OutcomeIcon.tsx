import FailedIcon from "@mui/icons-material/ErrorOutline";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { useRecordContext } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";

export function OutcomeIcon() {
  const translate = useTranslate();
  const event = useRecordContext<EventLineFragment>();
  if (!event) return null;
  const isFailed = event.outcome === "FAILED";
  const Icon = isFailed ? FailedIcon : DoneIcon;
  return (
    <Icon
      fontSize="small"
      color={isFailed ? "error" : "disabled"}
      titleAccess={translate(`darkroom.activity.outcome.${event.outcome}`)}
      sx={{ display: "block" }}
    />
  );
}
