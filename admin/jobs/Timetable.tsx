import FailedIcon from "@mui/icons-material/ErrorOutline";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Box, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { TimetableDocument } from "../gql/graphql.js";
import { type Format, useFormat } from "../i18n/format.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Panel } from "../ui/Panel.js";
import { RelativeTime } from "../ui/RelativeTime.js";

/** Scheduled jobs, and how the last time of each went. */
export function Timetable() {
  const translate = useTranslate();
  const format = useFormat();
  const { data, error, refetch } = useGraphqlQuery("jobs", TimetableDocument);
  const jobRuns = data?.status?.jobRuns;
  return (
    <Panel title={translate("darkroom.jobs.schedule.title")}>
      {error && !jobRuns && <ErrorState error={error} onRetry={refetch} />}
      {!error && !jobRuns && <Skeleton variant="rounded" height={420} />}
      {jobRuns?.length === 0 && <Typography variant="body2">{translate("darkroom.jobs.schedule.none")}</Typography>}
      {jobRuns && jobRuns.length > 0 && (
        <Table size="small" sx={TABLE}>
          <TableHead>
            <TableRow>
              <TableCell>{translate("darkroom.jobs.schedule.what")}</TableCell>
              <TableCell>{translate("darkroom.jobs.schedule.last_start")}</TableCell>
              <TableCell align="right" sx={WIDE_ONLY}>
                {translate("darkroom.jobs.schedule.took")}
              </TableCell>
              <TableCell>{translate("darkroom.jobs.schedule.result")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {jobRuns.map(({ job, startedAt, ms, isFailed }) => (
              <TableRow key={job}>
                <TableCell sx={{ "&::first-letter": { textTransform: "uppercase" } }}>
                  {serverText(job, translate)}
                </TableCell>
                <TableCell>
                  <RelativeTime at={startedAt} />
                </TableCell>
                <TableCell align="right" sx={WIDE_ONLY}>
                  {durationText(ms, format)}
                </TableCell>
                <TableCell>
                  <Ended isFailed={isFailed} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
}

function Ended({ isFailed }: { isFailed: boolean }) {
  const translate = useTranslate();
  const Icon = isFailed ? FailedIcon : DoneIcon;
  return (
    <Box component="span" sx={{ alignItems: "center", display: "inline-flex", gap: 0.75, verticalAlign: "middle" }}>
      <Icon fontSize="small" color={isFailed ? "error" : "disabled"} />
      {translate(isFailed ? "darkroom.jobs.schedule.failed" : "darkroom.jobs.schedule.well")}
    </Box>
  );
}

function durationText(ms: number, format: Format): string {
  return ms < 1_000 ? `${ms} ms` : `${format.number(Math.round(ms / 100) / 10)} s`;
}

const TABLE = { "& th, & td": { px: { xs: 0.75, sm: 2 } } };
const WIDE_ONLY = { display: { xs: "none", sm: "table-cell" } };
