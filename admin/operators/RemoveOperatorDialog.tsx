import { useAction } from "../data-provider/use-action.js";
import type { OperatorRowFragment } from "../gql/graphql.js";
import { ConfirmDialog } from "../ui/ConfirmDialog.js";
import { useLeave } from "./use-leave.js";

/** Takes an operator's way in away. Their actions stay in the audit log. */
export function RemoveOperatorDialog({ operator, onClose }: { operator: OperatorRowFragment; onClose(): void }) {
  const { id, email, isYou } = operator;
  const leave = useLeave();
  const [remove, isRemoving] = useAction("removeOperator", {
    ...(!isYou && { successMessage: `${email} can no longer sign in.` }),
    onSuccess: () => (isYou ? leave("REMOVED") : onClose()),
  });
  return (
    <ConfirmDialog
      title={isYou ? "Remove yourself?" : `Remove ${email}?`}
      actLabel={isYou ? "Remove myself" : "Remove"}
      isBusy={isRemoving}
      onAct={() => remove({ id })}
      onClose={onClose}
    >
      {isYou
        ? "You will be signed out at once and cannot sign in again, unless another operator adds you."
        : "They are signed out at once and cannot sign in again. Their actions stay in the audit log."}
    </ConfirmDialog>
  );
}
