import { useGetOne } from "react-admin";
import { useSearchParams } from "react-router-dom";
import type { ApiKeyRecord } from "../data-provider/api-keys.js";
import { EditKeyDialog } from "./EditKeyDialog.js";

/** The key that the address names, to be changed; a revoked one is only in the list. */
export function LinkedKey() {
  const [query, setQuery] = useSearchParams();
  const id = query.get("key");
  const { data: apiKey } = useGetOne<ApiKeyRecord>("apiKeys", { id: id ?? "" }, { enabled: id !== null });
  if (id === null || !apiKey || apiKey.revokedAt) return null;
  return <EditKeyDialog apiKey={apiKey} onClose={() => setQuery({}, { replace: true })} />;
}
