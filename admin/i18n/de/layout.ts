import type * as English from "../en/layout.js";

export const texts: typeof English.texts = {
  menu: {
    home: "Start",
    connect: "Verbinden",
    activity: "Aktivität",
    erasures: "Löschungen",
    settings: "Einstellungen",
    docs: "Dokumentation",
    to_do: "zu erledigen,",
  },
  sandbox: "Sandbox",
  sandbox_help:
    "Dieser Server nutzt die Sandbox, ein nachgebautes Instagram. Für das echte setzen Sie INSTAGRAM_APP_ID.",
  offline:
    "Der Server antwortet nicht. Die angezeigten Werte sind alt. Diese Seite versucht es von selbst immer wieder.",
  new_version: {
    now: "Darkroom ist jetzt Version %{version}.",
    what_changed: "Was sich geändert hat",
    title: "Was sich in Darkroom %{version} geändert hat",
    close: "Schließen",
  },
  broken: {
    title: "Diese Seite ist kaputt",
    what: "Beim Aufbau dieser Seite ist ein Fehler aufgetreten.",
    help: "Konten, Tokens und Beiträge sind nicht betroffen. Hilft Neuladen nicht, zeigt die Konsole des Browsers mehr.",
    reload: "Seite neu laden",
  },
  lost: {
    title: "Diese Seite ist noch nicht geladen",
    text: "Der Server antwortet nicht. Sobald er antwortet, lädt diese Seite von selbst.",
    waiting: "Warten auf den Server",
  },
  user: {
    signed_in_as: "Angemeldet als",
    change_password: "Passwort ändern",
    sign_out: "Abmelden",
    sign_out_everywhere: "Überall abmelden",
  },
};
