import { useLogout } from "react-admin";
import { type SignOutReason, saveSignOutReason } from "../sign-in/sign-out-reason.js";

/** Leads to the sign-in page after an act that has ended the session; what the reason was is said there. */
export function useLeave(): (reason: SignOutReason) => void {
  const logout = useLogout();
  return (reason) => {
    saveSignOutReason(reason);
    void logout({}, "/login");
  };
}
