import { Typography } from "@mui/material";
import { SimpleList } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { When } from "../ui/When.js";
import { EventSentence } from "./EventSentence.js";
import { FailureDetail } from "./FailureDetail.js";
import { OutcomeIcon } from "./OutcomeIcon.js";

/** The audit log on a phone. */
export function EventCards() {
  return (
    <SimpleList<EventLineFragment>
      leftIcon={() => <OutcomeIcon />}
      primaryText={({ at }) => (
        <>
          <EventSentence />
          <FailureDetail />
          <Typography component="div" variant="body2" color="text.secondary">
            <When at={at} />
          </Typography>
        </>
      )}
      rowClick={false}
      sx={LIST}
    />
  );
}

const LIST = {
  "& li": { alignItems: "start", borderBottom: 1, borderColor: "divider" },
  "& li:last-of-type": { borderBottom: 0 },
  "& .MuiListItemIcon-root": { minWidth: 32, pt: 1 },
};
