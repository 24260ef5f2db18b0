import { ListBase, ListView, TopToolbar, useListContext } from "react-admin";
import type { JobLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { watchedList } from "../query-client.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { ListPager } from "../ui/ListPager.js";
import { Page } from "../ui/Page.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { JOB_COLUMNS, JobTable, TABLE_FROM } from "./JobTable.js";
import { isUnderWay } from "./job-labels.js";
import { Timetable } from "./Timetable.js";

const PER_PAGE = [10, 25, 50] as const;
const WATCHED = watchedList<JobLineFragment>(isUnderWay);

/** The work on many accounts that operators have begun, newest first, and the server's own schedule. */
export function JobList() {
  const translate = useTranslate();
  const isWide = useIsWide(TABLE_FROM);
  return (
    <Page title={translate("darkroom.jobs.title")}>
      <ListBase perPage={PER_PAGE[0]} queryOptions={WATCHED} storeKey={false}>
        <ListView
          actions={isWide && <Actions />}
          empty={<NoJobs />}
          pagination={<ListPager perPageOptions={PER_PAGE} />}
          title={false}
        >
          <JobTable />
        </ListView>
        <TimetableBelow />
      </ListBase>
    </Page>
  );
}

function Actions() {
  return (
    <TopToolbar>
      <ColumnsMenu columns={JOB_COLUMNS} />
    </TopToolbar>
  );
}

function NoJobs() {
  const translate = useTranslate();
  return (
    <EmptyState
      title={translate("darkroom.jobs.none.title")}
      text={translate("darkroom.jobs.none.text")}
      action={<LinkButton to="/accounts">{translate("darkroom.jobs.none.action")}</LinkButton>}
    />
  );
}

/** Not sooner than the list: it would be pushed down. */
function TimetableBelow() {
  const { isPending } = useListContext();
  return isPending ? null : <Timetable />;
}
