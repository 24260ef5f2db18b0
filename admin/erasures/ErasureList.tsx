import { Box, Chip, Link, Typography } from "@mui/material";
import type { ErasureRowFragment } from "../gql/graphql.js";
import { texts } from "../i18n/en/erasures.js";
import { useTranslate } from "../i18n/use-translate.js";
import { watchedList } from "../query-client.js";
import { EmptyState } from "../ui/EmptyState.js";
import { Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
import { RecordList } from "../ui/RecordList.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { MailedListPanel } from "./MailedListPanel.js";

const WATCHED = watchedList<ErasureRowFragment>(({ finishedAt }) => finishedAt === null);
const Column = RecordColumn<ErasureRowFragment>;
const COLUMNS = ["requestedAt", "reason", "state", "counts", "finishedAt", "statusUrl"];
const HIDDEN_AT_FIRST = ["finishedAt"];

/** Erases the accounts of Meta's mailed lists, and shows the receipts of all that was erased, newest first. */
export function ErasureList() {
  const translate = useTranslate();
  return (
    <Page title={translate("darkroom.erasures.title")}>
      <MailedListPanel />
      <Panel title={translate("darkroom.erasures.receipts")}>
        <Typography variant="body2" color="text.secondary">
          {translate("darkroom.erasures.receipts_help")}
        </Typography>
        <RecordList
          columns={COLUMNS}
          component={Box}
          empty={
            <EmptyState
              title={translate("darkroom.erasures.none.title")}
              text={translate("darkroom.erasures.none.text")}
            />
          }
          hiddenColumns={HIDDEN_AT_FIRST}
          queryOptions={WATCHED}
          storeKey={false}
        >
          <RecordTable label={translate("darkroom.erasures.receipts")} hiddenColumns={HIDDEN_AT_FIRST}>
            <Column source="requestedAt" render={({ requestedAt }) => <RelativeTime at={requestedAt} />} />
            <Column source="reason" render={({ reason }) => translate(`darkroom.erasures.reason.${reason}`)} />
            <Column source="state" render={({ state }) => <State state={state} />} />
            <Column source="counts" render={({ counts }) => <Counts counts={counts} />} />
            <Column source="finishedAt" render={({ finishedAt }) => <RelativeTime at={finishedAt} none="–" />} />
            <Column
              source="statusUrl"
              align="right"
              render={({ statusUrl }) => (
                <Link href={statusUrl} target="_blank" rel="noreferrer">
                  {translate("resources.erasures.fields.statusUrl")}
                </Link>
              )}
            />
          </RecordTable>
        </RecordList>
      </Panel>
    </Page>
  );
}

function State({ state }: Pick<ErasureRowFragment, "state">) {
  const translate = useTranslate();
  const color = state === "DONE" ? "success" : state === "AMBIGUOUS" ? "error" : "default";
  return <Chip size="small" variant="outlined" color={color} label={translate(`darkroom.erasures.state.${state}`)} />;
}

/** What a receipt counts, as far as an operator asks: "41 posts, 12 files". */
function Counts({ counts }: Pick<ErasureRowFragment, "counts">) {
  const translate = useTranslate();
  const parts = counts.flatMap(({ kind, count }) =>
    isCounted(kind) ? [translate(`darkroom.erasures.count.${kind}`, { smart_count: count })] : [],
  );
  return parts.join(", ") || "–";
}

function isCounted(kind: string): kind is keyof typeof texts.count {
  return Object.hasOwn(texts.count, kind);
}
