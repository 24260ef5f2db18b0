import { Box, Skeleton, Typography } from "@mui/material";
import { RecordsIterator } from "react-admin";
import type { EventLineFragment } from "../gql/graphql.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { EventSentence, OutcomeIcon } from "./EventFields.js";

/** Entries of the audit log in brief, one below the other. */
export function EventLines({ events }: { events: EventLineFragment[] }) {
  return (
    <Box component="ol" sx={LIST}>
      <RecordsIterator
        data={events}
        render={({ id, at }) => (
          <Box key={id} component="li" sx={ITEM}>
            <OutcomeIcon />
            <EventSentence />
            <Typography variant="body2" color="text.secondary">
              <RelativeTime at={at} />
            </Typography>
          </Box>
        )}
      />
    </Box>
  );
}

/** As high as `count` lines, while they are read. */
export function EventSkeleton({ count }: { count: number }) {
  return (
    <Box sx={LIST} aria-busy="true">
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these have nothing else, and never change places
        <Skeleton key={line} variant="rounded" height={20} sx={{ my: 1.25 }} />
      ))}
    </Box>
  );
}

const LIST = { listStyle: "none", m: 0, p: 0 };
const ITEM = {
  alignItems: "start",
  borderBottom: 1,
  borderColor: "divider",
  columnGap: 1.5,
  display: "grid",
  gridTemplateColumns: { xs: "20px minmax(0, 1fr)", sm: "20px minmax(0, 1fr) auto" },
  py: 1.25,
  "&:last-of-type": { borderBottom: 0, pb: 0 },
  "& > :last-child": { gridColumn: { xs: 2, sm: 3 } },
};
