import { Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { causeSteps } from "../i18n/en/server-texts.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";

/** What to do about a failure, with the numbers that Meta's support asks for; nothing for what went well. */
export function FailureDetail(props: { record?: EventLineFragment }) {
  const translate = useTranslate();
  const event = useRecordContext<EventLineFragment>(props);
  if (event?.outcome !== "FAILED") return null;
  const { traceId, cause, nextStep } = event;
  // The activity has said the cause already.
  const isOfCause = cause !== null && nextStep === causeSteps[cause];
  const step = isOfCause ? translate(`darkroom.states.advice.${cause}`) : nextStep && serverText(nextStep, translate);
  const code = instagramCode(event);
  const numbers = [
    code && translate("darkroom.activity.code", { code }),
    traceId && translate("darkroom.activity.trace", { id: traceId }),
  ].filter(Boolean);
  return (
    <Typography component="div" variant="body2" color="text.secondary" sx={{ overflowWrap: "anywhere" }}>
      {step} {numbers.length > 0 && `(${numbers.join(", ")})`}
    </Typography>
  );
}

/** Instagram's error code with its subcode, such as "190/460". */
export function instagramCode({ instagramCode: code, instagramSubcode: subcode }: EventLineFragment): string | null {
  if (code === null) return null;
  return subcode === null ? String(code) : `${code}/${subcode}`;
}
