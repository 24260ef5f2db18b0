import FailedIcon from "@mui/icons-material/ErrorOutline";
import DoneIcon from "@mui/icons-material/TaskAlt";
import { Box, Skeleton, Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { TimetableDocument } from "../gql/graphql.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Panel } from "../ui/Panel.js";
import { When } from "../ui/When.js";

/** Scheduled jobs, and how the last time of each went. */
export function Timetable() {
  const { data, error, refetch } = useGraphqlQuery({ name: "jobs", document: TimetableDocument, variables: {} });
  const jobRuns = data?.status?.jobRuns;
  return (
    <Panel title="Scheduled jobs">
      {error && !jobRuns && <ErrorState error={error} onRetry={refetch} />}
      {!error && !jobRuns && <Skeleton variant="rounded" height={420} />}
      {jobRuns?.length === 0 && (
        <Typography variant="body2">No job has run yet. The first one runs within a minute.</Typography>
      )}
      {jobRuns && jobRuns.length > 0 && (
        <Table size="small" sx={TABLE}>
          <TableHead>
            <TableRow>
              <TableCell>What</TableCell>
              <TableCell>Last start</TableCell>
              <TableCell align="right" sx={WIDE_ONLY}>
                Took
              </TableCell>
              <TableCell>Result</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {jobRuns.map(({ job, startedAt, ms, isFailed }) => (
              <TableRow key={job}>
                <TableCell sx={{ "&::first-letter": { textTransform: "uppercase" } }}>{job}</TableCell>
                <TableCell>
                  <When at={startedAt} />
                </TableCell>
                <TableCell align="right" sx={WIDE_ONLY}>
                  {tookWords(ms)}
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
  const Icon = isFailed ? FailedIcon : DoneIcon;
  return (
    <Box component="span" sx={{ alignItems: "center", display: "inline-flex", gap: 0.75, verticalAlign: "middle" }}>
      <Icon fontSize="small" color={isFailed ? "error" : "disabled"} />
      {isFailed ? "Failed: see the server's log" : "Well"}
    </Box>
  );
}

function tookWords(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

const TABLE = { "& th, & td": { px: { xs: 0.75, sm: 2 } } };
const WIDE_ONLY = { display: { xs: "none", sm: "table-cell" } };
