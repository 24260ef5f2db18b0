import { type KeyboardEvent, useState } from "react";
import type { Translate } from "../i18n/use-translate.js";
import { Icon } from "./Icon.js";
import { TextInput } from "./TextInput.js";

/** A password that can be looked at while it is written; says so where Caps Lock is on. */
export function PasswordInput({ translate, fault }: { translate: Translate; fault: string | null }) {
  const [isShown, setIsShown] = useState(false);
  const [hasCaps, setHasCaps] = useState(false);
  return (
    <TextInput
      label={translate("darkroom.signIn.password")}
      name="password"
      type={isShown ? "text" : "password"}
      autoComplete="current-password"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      fault={fault}
      help={hasCaps ? translate("darkroom.signIn.caps_lock") : null}
      onKeyUp={(event: KeyboardEvent) => setHasCaps(event.getModifierState("CapsLock"))}
      button={
        <button
          type="button"
          aria-label={translate(isShown ? "darkroom.signIn.hide" : "darkroom.signIn.show")}
          onClick={() => setIsShown(!isShown)}
        >
          <Icon name={isShown ? "hide" : "show"} />
        </button>
      }
    />
  );
}
