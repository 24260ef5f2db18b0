import FailedIcon from "@mui/icons-material/ErrorOutline";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Box, Skeleton, Typography } from "@mui/material";
import type { EventLineFragment } from "../gql/graphql.js";
import { AccountLink } from "../ui/AccountLink.js";
import { When } from "../ui/When.js";
import { CAUSE_WORDS } from "../ui/words.js";
import { describeEvent } from "./describe-event.js";
import { FailureDetail } from "./FailureDetail.js";
import { SubjectLink } from "./SubjectLink.js";
import { useSubjectNames } from "./use-subject-names.js";

/** Lines of the record, in plain words, one below the other; in brief without what to do and the platform's numbers. */
export function EventLines({ events, isBrief = false }: { events: readonly EventLineFragment[]; isBrief?: boolean }) {
  const names = useSubjectNames(events);
  return (
    <Box component="ol" sx={LIST}>
      {events.map((event) => (
        <Box key={event.id} component="li" sx={ITEM}>
          <OutcomeIcon outcome={event.outcome} />
          <Box sx={{ minWidth: 0 }}>
            <Sentence event={event} subjectName={event.subject ? names.get(event.subject) : undefined} />
            {event.outcome === "FAILED" && !isBrief && <FailureDetail event={event} />}
          </Box>
          <Typography variant="body2" color="text.secondary">
            <When at={event.at} />
          </Typography>
        </Box>
      ))}
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

function OutcomeIcon({ outcome }: Pick<EventLineFragment, "outcome">) {
  const isFailed = outcome === "FAILED";
  const Icon = isFailed ? FailedIcon : DoneIcon;
  return (
    <Icon
      fontSize="small"
      color={isFailed ? "error" : "disabled"}
      titleAccess={isFailed ? "Failed" : "Done"}
      sx={{ mt: "1px" }}
    />
  );
}

function Sentence({ event, subjectName }: { event: EventLineFragment; subjectName: string | undefined }) {
  const { who, did, account } = describeEvent(event);
  return (
    <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
      <strong>{who}</strong> {did}
      {account && <> {event.account ? <AccountLink account={event.account} /> : account}</>}
      <SubjectLink event={event} name={subjectName} />
      {event.cause && `: ${CAUSE_WORDS[event.cause]}.`}
    </Typography>
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
