import { Box, Typography } from "@mui/material";
import { ListBase, ListView, TopToolbar, useListContext } from "react-admin";
import type { JobLineFragment } from "../gql/graphql.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { watchedList } from "../query-client.js";
import { StateHead } from "../states/StateHelp.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { ListPager, SHORT_PAGES } from "../ui/ListPager.js";
import { Page } from "../ui/Page.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { CancelJobButton, JobBar, JobStateChip } from "./JobFields.js";
import { JobCard, JobFailures } from "./JobProgress.js";
import { isUnderWay, jobTitle } from "./job-labels.js";
import { Timetable } from "./Timetable.js";

const WATCHED = watchedList<JobLineFragment>(isUnderWay);
const Column = RecordColumn<JobLineFragment>;
const COLUMNS = ["kind", "state", "progress", "by", "createdAt", "endedAt"];
/** The table has more columns than a tablet has room for. */
const TABLE_FROM = "lg";

/** The work on many accounts that operators have begun, newest first, and the server's own schedule. */
export function JobList() {
  const translate = useTranslate();
  const isWide = useIsWide(TABLE_FROM);
  const menu = (
    <TopToolbar>
      <ColumnsMenu columns={COLUMNS} />
    </TopToolbar>
  );
  const empty = (
    <EmptyState
      title={translate("darkroom.jobs.none.title")}
      text={translate("darkroom.jobs.none.text")}
      action={<LinkButton to="/accounts">{translate("darkroom.jobs.none.action")}</LinkButton>}
    />
  );
  return (
    <Page title={translate("darkroom.jobs.title")}>
      <ListBase perPage={SHORT_PAGES[0]} queryOptions={WATCHED} storeKey={false}>
        <ListView
          actions={isWide && menu}
          empty={empty}
          pagination={<ListPager perPageOptions={SHORT_PAGES} />}
          title={false}
        >
          <JobTable />
        </ListView>
        <TimetableBelow />
      </ListBase>
    </Page>
  );
}

function JobTable() {
  const translate = useTranslate();
  const label = translate("darkroom.jobs.bulk");
  return (
    <RecordTable label={label} card={<JobCard />} tableFrom={TABLE_FROM} skeletonHeight={320} sx={TABLE}>
      <Column
        source="kind"
        cellSx={() => TITLE}
        render={(job) => (
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {jobTitle(job, translate)}
          </Typography>
        )}
      />
      <Column source="state" label={<StateHead source="state" group="job" />}>
        <Box sx={{ display: "grid", gap: 1, justifyItems: "start" }}>
          <JobStateChip />
          <CancelJobButton />
        </Box>
      </Column>
      <Column source="progress" cellSx={() => PROGRESS}>
        <JobBar />
        <JobFailures />
      </Column>
      <Column source="by" cellSx={() => BY} render={({ by }) => serverText(by.label, translate)} />
      <Column source="createdAt" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
      <Column source="endedAt" render={(job) => <RelativeTime at={job.cancelledAt ?? job.finishedAt} none="–" />} />
    </RecordTable>
  );
}

const TABLE = { "& td": { py: 1.5, verticalAlign: "top" } };
const TITLE = { minWidth: 160 };
const PROGRESS = { minWidth: 200, width: "30%" };
const BY = { minWidth: 100, overflowWrap: "anywhere" };

/** Not sooner than the list: it would be pushed down. */
function TimetableBelow() {
  const { isPending } = useListContext();
  return isPending ? null : <Timetable />;
}
