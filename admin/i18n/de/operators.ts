import type * as English from "../en/operators.js";

export const resource: typeof English.resource = {
  name: "Betreiber |||| Betreiber",
  forcedCaseName: "Betreiber |||| Betreiber",
  fields: {
    email: "E-Mail",
    password: "Passwort",
    lastSignInAt: "Letzte Anmeldung",
    createdAt: "Hinzugefügt",
  },
  action: { create: "Betreiber hinzufügen" },
};

export const texts: typeof English.texts = {
  you: "Sie",
  add: "Hinzufügen",
  add_help:
    "Betreiber dürfen hier alles, was auch Sie dürfen. Teilen Sie das Passwort selbst mit; es wird nichts gemailt.",
  added: "%{email} kann sich jetzt anmelden.",
  password_help: "Mindestens 8 Zeichen.",
  change_password: "Passwort ändern",
  password_of: "Passwort ändern: %{email}",
  new_password: "Neues Passwort",
  password_changed: "Das Passwort von %{email} ist geändert.",
  own_password_help: "Sie werden überall abgemeldet, auch hier. Melden Sie sich dann mit dem neuen Passwort an.",
  other_password_help:
    "%{email} wird überall abgemeldet. Teilen Sie das neue Passwort selbst mit; Darkroom verschickt keine E-Mail.",
  remove: "Entfernen",
  remove_who: "%{email} entfernen",
  remove_title: "%{email} entfernen?",
  remove_help:
    "Die Person wird sofort abgemeldet und kann sich nicht mehr anmelden. Was sie getan hat, bleibt im Protokoll.",
  removed: "%{email} kann sich nicht mehr anmelden.",
  remove_yourself: "Mich entfernen",
  remove_yourself_title: "Sich selbst entfernen?",
  remove_yourself_help:
    "Sie werden sofort abgemeldet und können sich nicht mehr anmelden, außer ein anderer Betreiber fügt Sie hinzu.",
  last: "Das ist der letzte Betreiber: Ohne ihn könnte sich niemand anmelden.",
};
