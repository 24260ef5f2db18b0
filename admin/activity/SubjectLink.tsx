import { Link } from "@mui/material";
import { Link as RouterLink } from "react-router-dom";
import type { EventLineFragment } from "../gql/graphql.js";

/** What else a line is about, led to where it is listed: a key or an operator by its name, a job, a connect link. */
export function SubjectLink({ event, name }: { event: EventLineFragment; name: string | undefined }) {
  const { action, subject } = event;
  const place = PLACES.find(({ prefix }) => action.startsWith(prefix));
  if (!subject || !place) return null;
  return (
    <>
      {place.before}
      <Link component={RouterLink} to={place.to} underline="always">
        {name ?? place.unnamed ?? subject}
      </Link>
    </>
  );
}

const PLACES: readonly { prefix: string; to: string; before: string; unnamed?: string }[] = [
  { prefix: "KEY_", to: "/apiKeys", before: " " },
  { prefix: "OPERATOR_", to: "/operators", before: " " },
  { prefix: "JOB_", to: "/jobs", before: ": ", unnamed: "see the jobs" },
  { prefix: "LINK_", to: "/connect", before: ": ", unnamed: "see the links" },
];
