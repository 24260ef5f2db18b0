import { Box, Button, Skeleton } from "@mui/material";
import { Children, isValidElement, type ReactElement, type ReactNode } from "react";
import {
  DataTable,
  type DataTableColumnProps,
  type DataTableProps,
  type RaRecord,
  RecordsIterator,
  useGetResourceLabel,
  useListContext,
  useRecordContext,
  useResourceContext,
  useStore,
  useTranslate,
  useTranslateLabel,
} from "react-admin";
import { EmptyState } from "./EmptyState.js";
import { ErrorState } from "./ErrorState.js";
import { StaleOverlay } from "./StaleOverlay.js";
import { type TableFrom, useIsWide } from "./use-is-wide.js";

interface RecordTableProps extends Pick<DataTableProps, "hiddenColumns" | "storeKey" | "sx"> {
  /** Says what the list holds, to screen readers. */
  label: string;
  /** The columns, each a `RecordColumn` or a `DataTable.Col`. */
  children: ReactNode;
  /** Of each record on phones, in the place of a card of the columns: reads it with `useRecordContext`. */
  card?: ReactNode;
  tableFrom?: TableFrom;
  empty?: ReactNode;
  skeletonHeight?: number;
}

/** A column of a list that has one order: the API's. */
export function RecordColumn<R extends RaRecord>(props: DataTableColumnProps<R>) {
  return <DataTable.Col<R> disableSort {...props} />;
}

/**
 * The rows of the list around it: react-admin's `DataTable`, and on phones a card of each record. The first column is the
 * card's head; the others follow, each with its name. While the rows are read, or cannot be read, something else stands in
 * their place.
 */
export function RecordTable({ card, tableFrom = "md", empty, skeletonHeight = 150, ...table }: RecordTableProps) {
  const { data, error, refetch, isPlaceholderData = false } = useListContext();
  const isWide = useIsWide(tableFrom);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={skeletonHeight} aria-busy />;
  if (data.length === 0 && !isPlaceholderData) return <Box sx={{ p: 2 }}>{empty ?? <NoMatches />}</Box>;
  return (
    <StaleOverlay isOld={isPlaceholderData}>
      {isWide ? (
        <DataTable aria-label={table.label} bulkActionButtons={false} rowClick={false} {...table} />
      ) : (
        <Box component="ul" aria-label={table.label} sx={CARDS}>
          <RecordsIterator>
            <li>{card ?? <ColumnsCard {...table} />}</li>
          </RecordsIterator>
        </Box>
      )}
    </StaleOverlay>
  );
}

function ColumnsCard({ children, hiddenColumns = [], storeKey }: RecordTableProps) {
  const record = useRecordContext();
  const resource = useResourceContext();
  const [hidden] = useStore<string[]>(storeKey ?? `${resource}.datatable`, hiddenColumns);
  const columns = Children.toArray(children).filter(isColumn);
  return columns.map(({ key, props }, place) => {
    const { source, label, render, children } = props;
    if (source && hidden.includes(source)) return null;
    const value = children ?? (record && (render ? render(record) : record[source ?? ""]));
    return source && place > 0 ? (
      <CardFact key={key} source={source} label={typeof label === "string" ? label : undefined}>
        {value}
      </CardFact>
    ) : (
      <div key={key}>{value}</div>
    );
  });
}

function isColumn(child: ReactNode): child is ReactElement<DataTableColumnProps> {
  return isValidElement(child);
}

const CARDS = {
  listStyle: "none",
  m: 0,
  overflowWrap: "anywhere",
  p: 0,
  "& > li": { borderTop: "1px solid", borderColor: "divider", p: 2 },
  "& > li:first-of-type": { borderTop: 0 },
};

/** Where the filter holds nothing, with the way out. React-admin's own cannot be seen on phones. */
function NoMatches() {
  const translate = useTranslate();
  const { resource, setFilters } = useListContext();
  const name = useGetResourceLabel()(resource, 0);
  return (
    <EmptyState
      title={translate("ra.navigation.no_filtered_results", { name })}
      action={
        <Button onClick={() => setFilters({}, {})} variant="outlined">
          {translate("ra.navigation.clear_filters")}
        </Button>
      }
    />
  );
}

interface CardFactProps {
  source: string;
  /** Left out, the name of the resource's field. */
  label?: string | undefined;
  children: ReactNode;
}

/** A line of a card: the name of a field, and its value. */
export function CardFact({ source, label, children }: CardFactProps) {
  const translateLabel = useTranslateLabel();
  return (
    <Box
      sx={{
        columnGap: 1.5,
        display: "grid",
        gridTemplateColumns: "7rem minmax(0, 1fr)",
        justifyItems: "start",
        py: 0.25,
      }}
    >
      <Box component="span" sx={{ color: "text.secondary" }}>
        {translateLabel({ source, label })}
      </Box>
      <span>{children}</span>
    </Box>
  );
}
