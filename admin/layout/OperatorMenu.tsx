import PasswordIcon from "@mui/icons-material/KeyOutlined";
import SignOutIcon from "@mui/icons-material/Logout";
import SignOutEverywhereIcon from "@mui/icons-material/PhonelinkErase";
import { Divider, ListItemIcon, ListItemText, ListSubheader, MenuItem, type MenuItemProps } from "@mui/material";
import { type ReactNode, useState } from "react";
import { UserMenu, useLogout, useNotify, useUserMenu } from "react-admin";
import { WhoAmIDocument } from "../gql/graphql.js";
import { wordsOf } from "../lib/api-error.js";
import { useAsk } from "../lib/use-ask.js";
import { PasswordDialog } from "../operators/PasswordDialog.js";

/** Who is signed in, their password, and the ways out. */
export function OperatorMenu() {
  const { data } = useAsk(WhoAmIDocument, {});
  const [isChanging, setIsChanging] = useState(false);
  const signOut = useSignOut();
  const operator = data?.viewer.operator;
  return (
    <>
      <UserMenu>
        <ListSubheader role="presentation" sx={WHO}>
          Signed in as
          <br />
          <strong>{operator?.email ?? "…"}</strong>
        </ListSubheader>
        <Divider />
        {operator && <Entry icon={<PasswordIcon />} label="Change password" onChoose={() => setIsChanging(true)} />}
        <Entry icon={<SignOutIcon />} label="Sign out" onChoose={() => signOut({})} />
        <Entry
          icon={<SignOutEverywhereIcon />}
          label="Sign out everywhere"
          onChoose={() => signOut({ everywhere: true })}
        />
      </UserMenu>
      {isChanging && operator && (
        <PasswordDialog operator={{ ...operator, isYou: true }} onClose={() => setIsChanging(false)} />
      )}
    </>
  );
}

const WHO = { bgcolor: "transparent", color: "text.secondary", lineHeight: 1.5, overflowWrap: "anywhere", py: 1 };

interface EntryProps extends MenuItemProps {
  icon: ReactNode;
  label: string;
  onChoose(): void;
}

// What else it is given is how MUI's menu moves the focus.
function Entry({ icon, label, onChoose, ...given }: EntryProps) {
  const menu = useUserMenu();
  function choose() {
    menu?.onClose();
    onChoose();
  }
  return (
    <MenuItem {...given} onClick={choose}>
      <ListItemIcon>{icon}</ListItemIcon>
      <ListItemText>{label}</ListItemText>
    </MenuItem>
  );
}

function useSignOut(): (how: { everywhere?: boolean }) => void {
  const logout = useLogout();
  const notify = useNotify();
  return (how) => {
    logout(how).catch((error: unknown) => notify(wordsOf(error), { type: "error" }));
  };
}
