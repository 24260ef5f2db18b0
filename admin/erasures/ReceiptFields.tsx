import { Chip, Link } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { ErasureRowFragment } from "../gql/graphql.js";
import { texts } from "../i18n/en/erasures.js";
import { useTranslate } from "../i18n/use-translate.js";

type CountedKind = keyof typeof texts.count;

export function ErasureState() {
  const translate = useTranslate();
  const erasure = useRecordContext<ErasureRowFragment>();
  if (!erasure) return null;
  const { state } = erasure;
  const color = state === "DONE" ? "success" : state === "AMBIGUOUS" ? "error" : "default";
  return <Chip size="small" variant="outlined" color={color} label={translate(`darkroom.erasures.state.${state}`)} />;
}

/** What a receipt counts, as far as an operator asks: "41 posts, 12 files". */
export function ErasureCounts() {
  const translate = useTranslate();
  const erasure = useRecordContext<ErasureRowFragment>();
  const parts = (erasure?.counts ?? []).flatMap(({ kind, count }) =>
    isCounted(kind) ? [translate(`darkroom.erasures.count.${kind}`, { smart_count: count })] : [],
  );
  return parts.join(", ") || "–";
}

/** The page that says without a sign-in how far it is. */
export function StatusPageLink() {
  const translate = useTranslate();
  const erasure = useRecordContext<ErasureRowFragment>();
  if (!erasure) return null;
  return (
    <Link href={erasure.statusUrl} target="_blank" rel="noreferrer">
      {translate("resources.erasures.fields.statusUrl")}
    </Link>
  );
}

function isCounted(kind: string): kind is CountedKind {
  return Object.hasOwn(texts.count, kind);
}
