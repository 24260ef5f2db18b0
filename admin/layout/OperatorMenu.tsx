import ChosenIcon from "@mui/icons-material/Check";
import ShortcutsIcon from "@mui/icons-material/KeyboardOutlined";
import PasswordIcon from "@mui/icons-material/KeyOutlined";
import SignOutIcon from "@mui/icons-material/Logout";
import SignOutEverywhereIcon from "@mui/icons-material/PhonelinkErase";
import LanguageIcon from "@mui/icons-material/Translate";
import { Divider, ListItemIcon, ListItemText, ListSubheader, MenuItem, type MenuItemProps } from "@mui/material";
import { type ReactNode, useState } from "react";
import { UserMenu, useLocaleState, useLocales, useLogout, useNotify, useUserMenu } from "react-admin";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { ViewerDocument } from "../gql/graphql.js";
import { errorText } from "../i18n/error-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { PasswordDialog } from "../operators/PasswordDialog.js";
import { useOverlays } from "./overlays.js";

/** Who is signed in, their language and password, and the ways out. */
export function OperatorMenu() {
  const translate = useTranslate();
  const { data } = useGraphqlQuery("layout", ViewerDocument);
  const [isChanging, setIsChanging] = useState(false);
  const locales = useLocales();
  const [locale, setLocale] = useLocaleState();
  const signOut = useSignOut();
  const overlays = useOverlays();
  const operator = data?.viewer.operator;
  return (
    <>
      <UserMenu>
        <ListSubheader role="presentation" sx={WHO}>
          {translate("darkroom.layout.user.signed_in_as")}
          <br />
          <strong>{operator?.email ?? "…"}</strong>
        </ListSubheader>
        <Divider />
        {locales.map((each) => (
          <Entry
            key={each.locale}
            icon={each.locale === locale ? <ChosenIcon /> : <LanguageIcon />}
            label={<span lang={each.locale}>{each.name}</span>}
            role="menuitemradio"
            aria-checked={each.locale === locale}
            onChoose={() => setLocale(each.locale)}
          />
        ))}
        <Divider />
        {operator && (
          <Entry
            icon={<PasswordIcon />}
            label={translate("darkroom.layout.user.change_password")}
            onChoose={() => setIsChanging(true)}
          />
        )}
        <Entry
          icon={<ShortcutsIcon />}
          label={translate("darkroom.shortcuts.title")}
          onChoose={() => overlays.open("shortcuts")}
        />
        <Entry icon={<SignOutIcon />} label={translate("darkroom.layout.user.sign_out")} onChoose={() => signOut({})} />
        <Entry
          icon={<SignOutEverywhereIcon />}
          label={translate("darkroom.layout.user.sign_out_everywhere")}
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
  label: ReactNode;
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
  const translate = useTranslate();
  const logout = useLogout();
  const notify = useNotify();
  return (how) => {
    logout(how).catch((error: unknown) => notify(errorText(error, translate), { type: "error" }));
  };
}
