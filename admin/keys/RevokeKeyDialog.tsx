import { useAction } from "../data-provider/use-action.js";
import type { KeyRowFragment } from "../gql/graphql.js";
import { ConfirmDialog } from "../ui/ConfirmDialog.js";
import { When } from "../ui/When.js";
import { readsWords } from "./key-state.js";

/** Ends a key for good, once it is said what stops working. */
export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: KeyRowFragment; onClose(): void }) {
  const { id, name, origins, lastUsedAt } = apiKey;
  const [revoke, isRevoking] = useAction("revokeApiKey", {
    successMessage: `The key “${name}” is revoked.`,
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      title={`Revoke the key “${name}”?`}
      actLabel="Revoke key"
      isBusy={isRevoking}
      onAct={() => revoke({ id })}
      onClose={onClose}
    >
      <p>
        Sites and apps that use it are rejected within seconds, permanently
        {origins.length > 0 && `: ${origins.join(", ")}`}. It reads {readsWords(apiKey)}.
      </p>
      <p>
        {lastUsedAt ? (
          <>
            It was last used <When at={lastUsedAt} />.
          </>
        ) : (
          "It has never been used."
        )}
      </p>
    </ConfirmDialog>
  );
}
