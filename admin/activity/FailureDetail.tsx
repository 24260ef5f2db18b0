import { Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";

/** What to do about a failure, with the numbers that Meta's support asks for; nothing for what went well. */
export function FailureDetail(props: { record?: EventLineFragment }) {
  const translate = useTranslate();
  const event = useRecordContext<EventLineFragment>(props);
  if (event?.outcome !== "FAILED") return null;
  const { traceId, nextStep } = event;
  const code = instagramCode(event);
  const numbers = [
    code && translate("darkroom.activity.code", { code }),
    traceId && translate("darkroom.activity.trace", { id: traceId }),
  ].filter(Boolean);
  return (
    <Typography component="div" variant="body2" color="text.secondary" sx={{ overflowWrap: "anywhere" }}>
      {nextStep && afterCause(nextStep)} {numbers.length > 0 && `(${numbers.join(", ")})`}
    </Typography>
  );
}

/** Instagram's error code with its subcode, such as "190/460". */
export function instagramCode({ instagramCode: code, instagramSubcode: subcode }: EventLineFragment): string | null {
  if (code === null) return null;
  return subcode === null ? String(code) : `${code}/${subcode}`;
}

/** Most of what to do begins with the cause, which has been said. */
function afterCause(nextStep: string): string {
  const advice = nextStep.slice(nextStep.indexOf(": ") + 1).trim();
  return advice.charAt(0).toUpperCase() + advice.slice(1);
}
