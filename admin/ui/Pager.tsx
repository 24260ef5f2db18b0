import { TablePagination } from "@mui/material";

interface PagerProps {
  page: number;
  perPage: number;
  totalCount: number;
  onPage(page: number): void;
}

/** Leads through a list page by page; nothing where one page holds it all. */
export function Pager({ page, perPage, totalCount, onPage }: PagerProps) {
  if (totalCount <= perPage) return null;
  return (
    <TablePagination
      component="div"
      count={totalCount}
      page={page}
      rowsPerPage={perPage}
      rowsPerPageOptions={[]}
      onPageChange={(_, next) => onPage(next)}
    />
  );
}
