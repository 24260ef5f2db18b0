import { Typography } from "@mui/material";
import type { EventLineFragment } from "../gql/graphql.js";

/** What to do about a failure, with the numbers that Meta's support asks for. */
export function FailureDetail({ event }: { event: EventLineFragment }) {
  const { instagramCode, instagramSubcode, traceId, nextStep } = event;
  const subcode = instagramSubcode === null ? "" : `/${instagramSubcode}`;
  const numbers = [
    instagramCode !== null && `Instagram's code ${instagramCode}${subcode}`,
    traceId && `trace ${traceId}`,
  ].filter(Boolean);
  return (
    <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: "anywhere" }}>
      {nextStep && afterCause(nextStep)} {numbers.length > 0 && `(${numbers.join(", ")})`}
    </Typography>
  );
}

/** Most of what to do begins with the cause, which has been said. */
function afterCause(nextStep: string): string {
  const advice = nextStep.slice(nextStep.indexOf(": ") + 1).trim();
  return advice.charAt(0).toUpperCase() + advice.slice(1);
}
