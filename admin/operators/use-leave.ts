import { useLogout } from "react-admin";
import { type Farewell, noteEnd } from "../sign-in/farewell.js";

/** Leads to the sign-in page after an act that has ended the session; what the reason was is said there. */
export function useLeave(): (reason: Farewell) => void {
  const logout = useLogout();
  return (reason) => {
    noteEnd(reason);
    void logout({}, "/login");
  };
}
