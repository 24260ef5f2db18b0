import { Box, Typography } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { EventSentence } from "./EventSentence.js";
import { FailureDetail } from "./FailureDetail.js";
import { OutcomeIcon } from "./OutcomeIcon.js";

/** An entry of the audit log on a phone. */
export function EventCard() {
  const event = useRecordContext<EventLineFragment>();
  return (
    <Box sx={{ display: "flex", gap: 1.5 }}>
      <OutcomeIcon />
      <div>
        <EventSentence />
        <FailureDetail />
        <Typography component="div" variant="body2" color="text.secondary">
          <RelativeTime at={event?.at} />
        </Typography>
      </div>
    </Box>
  );
}
