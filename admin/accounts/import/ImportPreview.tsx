import { Box, Typography } from "@mui/material";
import { DataTable, ListContextProvider, ResourceContextProvider, useList } from "react-admin";
import type { Change, ImportPlan } from "../../../server/csv/plan-import.js";
import { joinTags } from "../../../server/csv/tags-cell.js";
import { useTranslate } from "../../i18n/use-translate.js";
import { RecordTable } from "../../ui/RecordTable.js";

/** How many of each kind are shown; the others are counted. */
const SHOWN_MAX = 50;

/** What an import would change, and which lines it leaves out. */
export function ImportPreview({ plan: { changes, unchangedCount, unknown, faultyLines } }: { plan: ImportPlan }) {
  const translate = useTranslate();
  const unknownLines = unknown.map(({ line, username }) =>
    translate("darkroom.import.unknown_line", { line, username: username.replace(/^@/, "") }),
  );
  const faults = faultyLines.map(({ line, fault }) =>
    translate("darkroom.import.faulty_line", { line, fault: translate(`darkroom.import.fault.${fault}`) }),
  );
  return (
    <>
      <Box role="status">
        <Typography sx={{ fontWeight: 600 }}>
          {translate("darkroom.import.changed", { smart_count: changes.length })}
        </Typography>
        <Typography>{translate("darkroom.import.unchanged", { smart_count: unchangedCount })}</Typography>
      </Box>
      <Lines title={translate("darkroom.import.faulty", { smart_count: faults.length })} lines={faults} />
      <Lines title={translate("darkroom.import.unknown", { smart_count: unknownLines.length })} lines={unknownLines} />
      {changes.length > 0 && (
        <ResourceContextProvider value="accounts">
          <Changes changes={changes} />
        </ResourceContextProvider>
      )}
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <Box>
      <Typography component="h3" sx={{ fontWeight: 600 }}>
        {title}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 3 }}>
        {lines.slice(0, SHOWN_MAX).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </Box>
      <More count={lines.length - SHOWN_MAX} />
    </Box>
  );
}

function Changes({ changes }: { changes: Change[] }) {
  const translate = useTranslate();
  const list = useList({ data: changes.slice(0, SHOWN_MAX), resource: "accounts", perPage: SHOWN_MAX });
  return (
    <Box>
      <ListContextProvider value={list}>
        {/* A store of its own: columns that are hidden in the list of accounts are shown here. */}
        <RecordTable label={translate("darkroom.import.changes")} storeKey="importedAccounts" sx={TABLE}>
          <DataTable.Col
            source="account.username"
            label="resources.accounts.fields.username"
            disableSort
            render={({ account }: Change) => `@${account.username}`}
          />
          <DataTable.Col
            source="input.reference"
            label="resources.accounts.fields.reference"
            disableSort
            render={({ account, input }: Change) => <Replaced from={account.reference} to={input.reference} />}
          />
          <DataTable.Col
            source="input.tags"
            label="resources.accounts.fields.tags"
            disableSort
            render={({ account, input }: Change) => (
              <Replaced from={joinTags(account.tags)} to={input.tags ? joinTags(input.tags) : undefined} />
            )}
          />
        </RecordTable>
      </ListContextProvider>
      <More count={changes.length - SHOWN_MAX} />
    </Box>
  );
}

const TABLE = { "& td": { overflowWrap: "anywhere" } };

/** The value as it stands where nothing replaces it. */
function Replaced({ from, to }: { from: string | null; to: string | null | undefined }) {
  const translate = useTranslate();
  if (to === undefined) return <Box sx={{ color: "text.secondary" }}>{from || "–"}</Box>;
  return (
    <>
      {from && <Box component="del">{from}</Box>}{" "}
      {to ? <ins>{to}</ins> : <em>{translate("darkroom.import.cleared")}</em>}
    </>
  );
}

function More({ count }: { count: number }) {
  const translate = useTranslate();
  if (count <= 0) return null;
  return <Typography>{translate("darkroom.import.more", { smart_count: count })}</Typography>;
}
