import type * as English from "../en/sign-in.js";

export const texts: typeof English.texts = {
  title: "Anmelden",
  email: "E-Mail",
  email_missing: "Geben Sie Ihre E-Mail-Adresse ein.",
  password: "Passwort",
  password_missing: "Geben Sie Ihr Passwort ein.",
  wait: "Warten: %{time}",
  no_password:
    "Noch kein Passwort? Das erste wurde beim ersten Start des Servers ausgegeben. Ein anderes setzen Sie mit `npm run cli -- operator set-password`.",
  show: "Zeichen zeigen",
  hide: "Zeichen verbergen",
  caps_lock: "Die Feststelltaste ist an.",
  language: "Sprache",
  ended: {
    ENDED: "Ihre Sitzung ist beendet. Melden Sie sich neu an.",
    SIGNED_OUT: "Sie sind abgemeldet.",
    SIGNED_OUT_EVERYWHERE: "Sie sind hier und überall sonst abgemeldet.",
    PASSWORD_CHANGED: "Ihr Passwort ist geändert. Melden Sie sich mit dem neuen an.",
    REMOVED: "Sie sind nicht mehr Betreiber dieses Servers.",
  },
};
