import HideIcon from "@mui/icons-material/VisibilityOffOutlined";
import ShowIcon from "@mui/icons-material/VisibilityOutlined";
import { IconButton, InputAdornment, TextField, type TextFieldProps } from "@mui/material";
import { type KeyboardEvent, useState } from "react";
import { useTranslate } from "../i18n/use-translate.js";

/** A password that can be looked at while it is written; says so where Caps Lock is on. */
export function PasswordField({ helperText, ...props }: Omit<TextFieldProps, "type" | "slotProps" | "onKeyUp">) {
  const translate = useTranslate();
  const [isShown, setIsShown] = useState(false);
  const [hasCaps, setHasCaps] = useState(false);
  const adornment = (
    <InputAdornment position="end">
      <IconButton
        edge="end"
        aria-label={translate(isShown ? "darkroom.signIn.hide" : "darkroom.signIn.show")}
        onClick={() => setIsShown(!isShown)}
      >
        {isShown ? <HideIcon /> : <ShowIcon />}
      </IconButton>
    </InputAdornment>
  );
  return (
    <TextField
      fullWidth
      {...props}
      type={isShown ? "text" : "password"}
      helperText={hasCaps ? translate("darkroom.signIn.caps_lock") : helperText}
      onKeyUp={(event: KeyboardEvent) => setHasCaps(event.getModifierState("CapsLock"))}
      slotProps={{
        input: { endAdornment: adornment },
        htmlInput: { autoCapitalize: "none", autoCorrect: "off", spellCheck: false },
      }}
    />
  );
}
