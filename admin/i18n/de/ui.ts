import type * as English from "../en/ui.js";

export const texts: typeof English.texts = {
  just_now: "gerade eben",
  in_a_moment: "gleich",
  never: "nie",
  not_yet: "noch nicht",
  at_the_next_check: "bei der nächsten Prüfung",
  not_scheduled: "nicht geplant",
  try_again: "Noch einmal",
  undo: "Rückgängig",
  done: "Fertig",
  copy: "Kopieren",
  copy_again: "Noch einmal kopieren",
  copied: "Kopiert",
  copy_blocked: "Der Browser erlaubt das Kopieren nicht: Markieren Sie den Text, und kopieren Sie ihn selbst.",
  cancel: "Abbrechen",
  type_to_confirm: "Zum Bestätigen %{name} eingeben",
  old_values: "Wird geladen. Die angezeigten Werte sind alt.",
  no_token: "Kein Token",
  days_left: "noch %{smart_count} Tag |||| noch %{smart_count} Tage",
  less_than_a_day_left: "weniger als ein Tag",
  reconnect: "Neu verbinden",
  copy_reconnect_link: "Link zum Verbinden kopieren",
  stale: "Veraltet",
  reconnect_link: {
    title: "Link zum Verbinden von @%{username}",
    copied: "Der Link ist kopiert.",
    text: "Schicken Sie ihn dem Inhaber von @%{username}: Er verbindet sich damit neu, ohne sich hier anzumelden. Der Link gilt einmal; er läuft ab:",
    label: "Link zum Verbinden",
    warning:
      "Er wird nur einmal angezeigt. Geht er verloren, widerrufen Sie ihn auf der Seite „Verbinden“, und legen Sie einen neuen an.",
  },
  cause: {
    TOKEN_EXPIRED: "Das Token ist abgelaufen",
    TOKEN_REVOKED: "Instagram hat das Token widerrufen",
    PASSWORD_CHANGED: "Der Inhaber hat sein Passwort geändert",
    APP_REMOVED: "Der Inhaber hat die App entfernt",
    CHECKPOINT: "Instagram verlangt vom Inhaber eine Bestätigung",
    PERMISSION_MISSING: "Eine Berechtigung wurde abgeschaltet",
    ACCOUNT_NOT_PROFESSIONAL: "Es ist jetzt ein privates Konto",
    APP_MISCONFIGURED: "Instagram kennt die App dieses Servers nicht",
    INSTAGRAM_RATE_LIMITED: "Instagram drosselt die Aufrufe",
    INSTAGRAM_UNAVAILABLE: "Instagram hat nicht geantwortet",
    INSTAGRAM_REJECTED: "Instagram hat einen Aufruf abgelehnt",
    ACCOUNT_UNAVAILABLE: "Instagram zeigt das Konto nicht mehr",
    NOT_A_TESTER: "Das Konto ist kein Tester der App",
    APP_BLOCKED: "Meta hat die App gesperrt",
  },
  next_step: {
    TOKEN_EXPIRED: "Das Token ist abgelaufen: Verbinden Sie das Konto neu.",
    TOKEN_REVOKED: "Instagram hat das Token widerrufen: Verbinden Sie das Konto neu.",
    PASSWORD_CHANGED: "Der Inhaber hat sein Instagram-Passwort geändert: Verbinden Sie das Konto neu.",
    APP_REMOVED: "Der Inhaber hat die App bei Instagram entfernt: Bitten Sie ihn, das Konto neu zu verbinden.",
    CHECKPOINT:
      "Instagram verlangt eine Bestätigung vom Inhaber: Er öffnet die Instagram-App und tut, was sie verlangt; danach verbinden Sie das Konto neu.",
    PERMISSION_MISSING:
      "Eine Berechtigung wurde abgeschaltet: Verbinden Sie das Konto neu, und lassen Sie alle Berechtigungen an.",
    ACCOUNT_NOT_PROFESSIONAL:
      "Das Konto ist ein privates: Wechseln Sie in den Einstellungen von Instagram zu einem professionellen, und verbinden Sie es neu.",
    APP_MISCONFIGURED:
      "Die App oder die Schlüssel dieses Servers sind falsch eingerichtet: Prüfen Sie INSTAGRAM_APP_ID, INSTAGRAM_APP_SECRET und SECRET_KEYS; `npm run cli -- doctor` prüft die Schlüssel.",
    INSTAGRAM_RATE_LIMITED: "Instagram drosselt die Aufrufe: Warten Sie; der Server versucht es von selbst wieder.",
    INSTAGRAM_UNAVAILABLE: "Instagram hat nicht geantwortet: Der Server versucht es von selbst wieder.",
    INSTAGRAM_REJECTED:
      "Instagram hat diesen Aufruf abgelehnt, aber das Konto funktioniert noch: Schlagen Sie den Code und die Trace-ID nach.",
    ACCOUNT_UNAVAILABLE:
      "Das Konto wurde gelöscht, stillgelegt oder von Instagram gesperrt, oder es blockiert diese App: Der Inhaber sieht in der Instagram-App nach. Ist das Konto wieder da, verbinden Sie es neu.",
    NOT_A_TESTER:
      "Die Meta-App hat „Standard Access“ und liest nur die Konten ihrer Tester: Fügen Sie das Konto im Dashboard von Meta unter App-Rollen → Instagram-Tester hinzu; der Inhaber nimmt die Einladung unter instagram.com/accounts/manage_access an; dann verbinden Sie es neu. Für Konten anderer braucht die App „Advanced Access“.",
    APP_BLOCKED:
      "Meta hat die App dieses Servers oder ihren Zugang gesperrt: Öffnen Sie die App unter developers.facebook.com/apps, sehen Sie unter „Alerts“ und „Required actions“ nach, und tun Sie, was Meta dort verlangt. Kein Konto muss neu verbunden werden: Alle laufen von selbst weiter.",
  },
  health: {
    HEALTHY: "Gesund",
    DUE: "Erneuerung fällig",
    EXPIRING: "Läuft bald ab",
    EXPIRED: "Abgelaufen",
    REVOKED: "Widerrufen",
  },
  status: {
    ACTIVE: "Aktiv",
    PAUSED: "Pausiert",
    RECONNECT_REQUIRED: "Neu verbinden",
  },
};
