import type { ReactNode } from "react";
import { List, type ListProps, TopToolbar } from "react-admin";
import { LIST_QUERY } from "../query-client.js";
import { ColumnsMenu } from "./ColumnsMenu.js";
import { ListPager, PER_PAGE } from "./ListPager.js";

interface RecordListProps extends ListProps {
  /** Those that can be hidden, in the order of the table. */
  columns: readonly string[];
  hiddenColumns?: string[];
  /** Beside the menu of columns. */
  buttons?: ReactNode;
  /** The first is what the list begins with. */
  perPageOptions?: readonly [number, ...number[]];
}

/** React-admin's `List` of a `RecordTable`, with the menu of its columns. */
export function RecordList({ columns, hiddenColumns, buttons, perPageOptions = PER_PAGE, ...list }: RecordListProps) {
  return (
    <List
      actions={
        <TopToolbar>
          <ColumnsMenu columns={columns} hiddenAtFirst={hiddenColumns} />
          {buttons}
        </TopToolbar>
      }
      exporter={false}
      pagination={<ListPager perPageOptions={perPageOptions} />}
      perPage={perPageOptions[0]}
      queryOptions={LIST_QUERY}
      title={false}
      {...list}
    />
  );
}
