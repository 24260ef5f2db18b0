import { Link } from "@mui/material";
import type { ReactNode } from "react";
import { useGetRecordRepresentation, useReference } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import type { EventLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";

/** What else an entry is about, leading to where it is listed: a key or an operator by its name, a job, a connect link. */
export function EventSubject({ event: { action, subject } }: { event: EventLineFragment }) {
  const translate = useTranslate();
  if (action.startsWith("JOB_")) return <SubjectLink to="/jobs">{translate("darkroom.activity.see_jobs")}</SubjectLink>;
  if (action.startsWith("LINK_"))
    return <SubjectLink to="/connect">{translate("darkroom.activity.see_links")}</SubjectLink>;
  if (!subject) return null;
  return <NamedSubject resource={action.startsWith("KEY_") ? "apiKeys" : "operators"} id={subject} />;
}

/** By its id, once it is deleted. */
function NamedSubject({ resource, id }: { resource: "apiKeys" | "operators"; id: string }) {
  const { referenceRecord } = useReference({ reference: resource, id });
  const nameOf = useGetRecordRepresentation(resource);
  return <SubjectLink to={`/${resource}`}>{referenceRecord ? nameOf(referenceRecord) : id}</SubjectLink>;
}

function SubjectLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link component={RouterLink} to={to} underline="always">
      {children}
    </Link>
  );
}
