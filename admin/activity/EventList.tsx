import { Button } from "@mui/material";
import {
  AutocompleteArrayInput,
  DateTimeInput,
  FilterButton,
  List,
  SelectInput,
  TopToolbar,
  useTranslate as useAnyTranslate,
  useListContext,
} from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";
import { LIST_QUERY } from "../query-client.js";
import { AccountInput } from "../ui/AccountInput.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ListPager } from "../ui/ListPager.js";
import { Page } from "../ui/Page.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { EVENT_COLUMNS, EventTable, HIDDEN_AT_FIRST } from "./EventTable.js";
import { EVENT_ACTIONS } from "./event-actions.js";

const ACTOR_KINDS = ["OPERATOR", "OWNER", "CLIENT", "ANONYMOUS", "SYSTEM"] as const;
const OUTCOMES = ["OK", "FAILED"] as const;

/** The audit log: who did what, when, and with which result; newest first. */
export function EventList() {
  const translate = useTranslate();
  return (
    <Page title={translate("darkroom.activity.title")}>
      <List
        actions={<Actions />}
        empty={false}
        exporter={false}
        filters={FILTERS}
        pagination={<ListPager />}
        perPage={25}
        queryOptions={LIST_QUERY}
        storeKey={false}
        sx={LIST}
        title={false}
      >
        <EventTable empty={<NoEvents />} />
      </List>
    </Page>
  );
}

function Actions() {
  const isWide = useIsWide();
  return (
    <TopToolbar>
      <ClearFiltersButton />
      <FilterButton disableSaveQuery />
      {isWide && <ColumnsMenu columns={EVENT_COLUMNS} hiddenAtFirst={HIDDEN_AT_FIRST} />}
    </TopToolbar>
  );
}

function ClearFiltersButton() {
  const translate = useAnyTranslate();
  const { filterValues, setFilters } = useListContext();
  if (Object.keys(filterValues).length === 0) return null;
  return (
    <Button size="small" color="inherit" onClick={() => setFilters({}, {})}>
      {translate("ra.navigation.clear_filters")}
    </Button>
  );
}

function NoEvents() {
  const translate = useTranslate();
  const { filterValues } = useListContext();
  const text = Object.keys(filterValues).length > 0 ? "no_match" : "none";
  return (
    <EmptyState
      title={translate(`darkroom.activity.${text}.title`)}
      text={translate(`darkroom.activity.${text}.text`)}
    />
  );
}

const FILTERS = [
  <AutocompleteArrayInput
    key="action"
    source="action"
    alwaysOn
    choices={EVENT_ACTIONS.map((id) => ({ id, name: `darkroom.activity.action.${id}` }))}
  />,
  <AutocompleteArrayInput
    key="actorKind"
    source="actorKind"
    alwaysOn
    choices={ACTOR_KINDS.map((id) => ({ id, name: `darkroom.activity.actors.${id}` }))}
  />,
  <SelectInput
    key="outcome"
    source="outcome"
    alwaysOn
    choices={OUTCOMES.map((id) => ({ id, name: `darkroom.activity.outcome.${id}` }))}
  />,
  <AccountInput key="accountId" source="accountId" alwaysOn />,
  <DateTimeInput key="since" source="since" parse={instantOf} />,
  <DateTimeInput key="until" source="until" parse={instantOf} />,
];

const LIST = {
  "& .RaFilterForm-filterFormInput": { width: { xs: "auto", sm: 168 } },
  "& .RaFilterForm-filterFormInput > :first-child": { m: 0 },
  "& form": { display: { xs: "grid", sm: "flex" }, gridTemplateColumns: "repeat(2, minmax(0, 1fr))", rowGap: 1.5 },
  "& .RaFilterForm-clearFix": { display: "none" },
};

/** While a year is typed it passes through the years 2, 20 and 202. */
const NOT_BEFORE = "2000";

/** As the API takes it, of a day and a time in the reader's own zone. */
function instantOf(typed: string): string {
  return typed >= NOT_BEFORE ? new Date(typed).toISOString() : "";
}
