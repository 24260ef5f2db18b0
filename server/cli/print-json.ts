/** Postgres writes instants in JSON with the offset of UTC; JavaScript's end in Z. */
const FROM_POSTGRES = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$/;

export function printJson(data: unknown): string {
  const inUtc = (_: string, value: unknown) =>
    typeof value === "string" && FROM_POSTGRES.test(value) ? new Date(value).toISOString() : value;
  return JSON.stringify(data, inUtc, 2);
}
