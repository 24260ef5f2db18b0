import { parseArgs } from "node:util";

/** Stands in for `curl` where a machine has none: the options that docs/clients.md uses, by fetch. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: "boolean", short: "s" },
    "show-error": { type: "boolean", short: "S" },
    get: { type: "boolean", short: "G" },
    header: { type: "string", short: "H", multiple: true, default: [] },
    data: { type: "string", short: "d" },
    "data-urlencode": { type: "string", multiple: true, default: [] },
  },
});
const url = new URL(positionals[0]);
for (const pair of values["data-urlencode"]) {
  const at = pair.indexOf("=");
  url.searchParams.append(pair.slice(0, at), pair.slice(at + 1));
}
const headers = values.header.map((line) => [
  line.slice(0, line.indexOf(":")),
  line.slice(line.indexOf(":") + 1).trim(),
]);
const answer = await fetch(url, {
  headers,
  ...(!values.get && { method: "POST", body: values.data }),
  signal: AbortSignal.timeout(10_000),
});
process.stdout.write(await answer.text());
