/** What a list is asked for, as react-admin puts it. */
export interface ListRequest {
  /** How many rows to skip. */
  offset: number;
  first: number;
  sort: { field: string; order: "ASC" | "DESC" };
  filter: Record<string, unknown>;
}

/** Where the rows of one of react-admin's resources come from. */
export interface Source {
  list(request: ListRequest): Promise<{ data: { id: string }[]; total: number }>;
  /** Only for resources that have a page for each row. */
  one?(id: string): Promise<{ id: string }>;
}
