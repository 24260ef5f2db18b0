import { Box, Typography } from "@mui/material";
import { DataTable, useRecordContext } from "react-admin";
import type { JobLineFragment } from "../gql/graphql.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { StateHead } from "../states/StateHelp.js";
import { RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { CancelJobButton } from "./CancelJobButton.js";
import { JobBar } from "./JobBar.js";
import { JobCard } from "./JobCard.js";
import { JobFailures } from "./JobFailures.js";
import { JobStateChip } from "./JobStateChip.js";
import { jobTitle } from "./job-labels.js";

/** The table has more columns than a tablet has room for. */
export const TABLE_FROM = "lg";

const Column = DataTable.Col<JobLineFragment>;
export const JOB_COLUMNS = ["kind", "state", "progress", "by", "createdAt", "endedAt"];

/** The bulk jobs. */
export function JobTable() {
  const translate = useTranslate();
  return (
    <RecordTable
      label={translate("darkroom.jobs.bulk")}
      card={<JobCard />}
      tableFrom={TABLE_FROM}
      skeletonHeight={320}
      sx={TABLE}
    >
      <Column source="kind" disableSort cellSx={() => TITLE}>
        <Title />
      </Column>
      <Column source="state" disableSort label={<StateHead source="state" group="job" />}>
        <Box sx={{ display: "grid", gap: 1, justifyItems: "start" }}>
          <JobStateChip />
          <CancelJobButton />
        </Box>
      </Column>
      <Column source="progress" disableSort cellSx={() => PROGRESS}>
        <JobBar />
        <JobFailures />
      </Column>
      <Column source="by" disableSort cellSx={() => BY} render={({ by }) => serverText(by.label, translate)} />
      <Column source="createdAt" disableSort render={({ createdAt }) => <RelativeTime at={createdAt} />} />
      <Column
        source="endedAt"
        disableSort
        render={(job) => <RelativeTime at={job.cancelledAt ?? job.finishedAt} none="–" />}
      />
    </RecordTable>
  );
}

function Title() {
  const translate = useTranslate();
  const job = useRecordContext<JobLineFragment>();
  return (
    <Typography variant="body2" sx={{ fontWeight: 600 }}>
      {job && jobTitle(job, translate)}
    </Typography>
  );
}

const TABLE = { "& td": { py: 1.5, verticalAlign: "top" } };
const TITLE = { minWidth: 160 };
const PROGRESS = { minWidth: 200, width: "30%" };
const BY = { minWidth: 100, overflowWrap: "anywhere" };
