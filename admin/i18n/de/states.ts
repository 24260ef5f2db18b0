import type * as English from "../en/states.js";

/** The steps name no cause. */
const advice = {
  TOKEN_EXPIRED: "Verbinden Sie das Konto neu.",
  TOKEN_REVOKED: "Verbinden Sie das Konto neu.",
  PASSWORD_CHANGED: "Verbinden Sie das Konto neu.",
  APP_REMOVED: "Bitten Sie den Inhaber, das Konto neu zu verbinden.",
  CHECKPOINT: "Der Inhaber öffnet die Instagram-App und tut, was sie verlangt. Verbinden Sie das Konto danach neu.",
  PERMISSION_MISSING: "Verbinden Sie das Konto neu und lassen Sie alle Berechtigungen eingeschaltet.",
  ACCOUNT_NOT_PROFESSIONAL:
    "Stellen Sie das Konto in Instagrams Einstellungen auf ein professionelles um, und verbinden Sie es dann neu.",
  APP_MISCONFIGURED:
    "Prüfen Sie INSTAGRAM_APP_ID, INSTAGRAM_APP_SECRET und SECRET_KEYS; `npm run cli -- doctor` prüft die Schlüssel.",
  INSTAGRAM_RATE_LIMITED: "Warten Sie: Der Server versucht es von selbst wieder.",
  INSTAGRAM_UNAVAILABLE: "Nichts zu tun: Der Server versucht es von selbst wieder.",
  INSTAGRAM_REJECTED: "Schlagen Sie den Code und die Trace-ID nach.",
  ACCOUNT_UNAVAILABLE:
    "Der Inhaber öffnet die Instagram-App und sieht dort nach. Sobald es das Konto wieder gibt, verbinden Sie es neu.",
  NOT_A_TESTER:
    "Fügen Sie das Konto in Metas Dashboard unter App roles → Instagram testers hinzu. Der Inhaber nimmt die Einladung unter instagram.com/accounts/manage_access an; verbinden Sie dann neu. Für Konten anderer braucht die App Advanced Access.",
  APP_BLOCKED:
    "Öffnen Sie die App unter developers.facebook.com/apps, lesen Sie Alerts und Required actions, und tun Sie, was Meta dort verlangt. Kein Konto muss neu verbunden werden: Alles läuft von selbst weiter.",
};

export const texts: typeof English.texts = {
  title: "Zustände erklärt",
  intro: "Was jeder Zustand bedeutet und was als Nächstes zu tun ist.",
  more: "Was dieser Zustand bedeutet",
  more_of_list: "Was die Zustände bedeuten",
  state: "Zustand",
  meaning: "Bedeutung",
  next: "Nächster Schritt",
  group: {
    account: "Konten",
    health: "Tokens",
    sync: "Abgleiche",
    cause: "Ursachen von Fehlern",
    job: "Jobs",
  },
  name: {
    sync: { OK: "Fertig", FAILED: "Fehlgeschlagen", INTERRUPTED: "Unterbrochen", STALE: "Veraltet" },
    job: { WAITING: "Wartet", RUNNING: "Läuft", DONE: "Fertig", CANCELLED: "Abgebrochen" },
  },
  means: {
    account: {
      ACTIVE: "Der Server gleicht das Konto ab und erneuert sein Token nach Plan.",
      PAUSED:
        "Ein Betreiber hat die geplanten Abgleiche angehalten. Der Server erneuert das Token weiter und liefert die gespeicherten Daten.",
      RECONNECT_REQUIRED:
        "Instagram lehnt das Token ab, oder es gibt keines. Der Inhaber muss das Konto neu verbinden. Der Server liefert weiter die gespeicherten Daten.",
    },
    health: {
      HEALTHY: "Das Token funktioniert und muss noch nicht erneuert werden.",
      DUE: "Eine Erneuerung ist fällig; der Server erledigt sie nach Plan.",
      EXPIRING: "Das Token läuft in den nächsten 14 Tagen ab.",
      EXPIRED: "Das Token ist abgelaufen. Der Inhaber muss das Konto neu verbinden.",
      REVOKED: "Instagram hat das Token widerrufen. Der Inhaber muss das Konto neu verbinden.",
    },
    sync: {
      OK: "Der Abgleich hat alles gelesen, was er lesen sollte.",
      FAILED:
        "Der Abgleich scheiterte an Instagram oder an einem Fehler in diesem Server. Zuvor gelesene Beiträge bleiben gespeichert.",
      INTERRUPTED:
        "Der Abgleich endete nach einer Seite, weil der Prozess beendet wurde oder die Zeit um war. Er wird später fortgesetzt.",
      STALE:
        "Der letzte Abgleich ist fehlgeschlagen, oder einer ist überfällig. Websites erhalten die zuletzt gespeicherten Beiträge.",
    },
    cause: {
      TOKEN_EXPIRED: "Das Token ist abgelaufen.",
      TOKEN_REVOKED: "Instagram hat das Token widerrufen.",
      PASSWORD_CHANGED: "Der Inhaber hat sein Passwort geändert.",
      APP_REMOVED: "Der Inhaber hat die App bei Instagram entfernt.",
      CHECKPOINT: "Der Inhaber muss in der Instagram-App etwas bestätigen.",
      PERMISSION_MISSING: "Der Inhaber hat eine Berechtigung nicht erteilt oder zurückgenommen.",
      ACCOUNT_NOT_PROFESSIONAL: "Das Konto ist ein privates, kein professionelles Konto.",
      APP_MISCONFIGURED: "Instagram erkennt die App-ID oder das App-Geheimnis dieses Servers nicht an.",
      INSTAGRAM_RATE_LIMITED: "Instagram begrenzt die Zahl der Anfragen.",
      INSTAGRAM_UNAVAILABLE: "Instagram hat nicht oder ungültig geantwortet.",
      INSTAGRAM_REJECTED: "Instagram hat diese Anfrage abgelehnt; das Konto funktioniert weiter.",
      ACCOUNT_UNAVAILABLE:
        "Instagram meldet, dass es das Konto nicht gibt oder die App nicht mehr darauf zugreifen darf.",
      NOT_A_TESTER:
        "Der Inhaber hat alles erlaubt, doch Instagram lehnt ab: Die App hat Standard Access, und das Konto ist kein Tester.",
      APP_BLOCKED: "Meta hat die App oder ihren Zugriff gesperrt; Anfragen für alle Konten scheitern.",
    },
    job: {
      WAITING: "Die Arbeit am ersten Konto hat noch nicht begonnen.",
      RUNNING: "Ein Prozess arbeitet an dem Job oder beginnt in wenigen Sekunden.",
      DONE: "Alle Konten wurden bearbeitet.",
      CANCELLED:
        "Der Job wurde abgebrochen. Begonnene Konten wurden zu Ende bearbeitet, fertige bleiben, wie sie sind.",
    },
  },
  step: {
    account: {
      ACTIVE: "Nichts zu tun.",
      PAUSED: "Setzen Sie das Konto fort, wenn seine Beiträge wieder abgeglichen werden sollen.",
      RECONNECT_REQUIRED:
        "Verbinden Sie das Konto neu, oder senden Sie seinem Inhaber einen Link dafür. Die Ursache sagt, was zuerst zu tun ist.",
    },
    health: {
      HEALTHY: "Nichts zu tun.",
      DUE: "Nichts zu tun.",
      EXPIRING:
        "Lesen Sie den letzten Fehler des Tokens. Erneuern Sie das Token, oder verbinden Sie das Konto neu, bevor das Token abläuft.",
      EXPIRED: "Verbinden Sie das Konto neu, oder senden Sie seinem Inhaber einen Link dafür.",
      REVOKED: "Verbinden Sie das Konto neu, oder senden Sie seinem Inhaber einen Link dafür.",
    },
    sync: {
      OK: "Nichts zu tun.",
      FAILED: "Lesen Sie die Ursache. Der Server versucht es von selbst wieder.",
      INTERRUPTED: "Nichts zu tun.",
      STALE: "Lesen Sie die Ursache auf der Seite des Kontos. Der Server versucht es von selbst wieder.",
    },
    cause: advice,
    job: {
      WAITING: "Nichts zu tun.",
      RUNNING: "Nichts zu tun. Sie können die Seite schließen: Der Server arbeitet weiter.",
      DONE: "Sehen Sie die Konten an, bei denen es nicht gelang, wenn es solche gibt.",
      CANCELLED: "Starten Sie einen weiteren Job für die Konten, die noch fehlen.",
    },
  },
  advice,
};
