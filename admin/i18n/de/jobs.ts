import type * as English from "../en/jobs.js";

export const resource: typeof English.resource = {
  name: "Job |||| Jobs",
  forcedCaseName: "Job |||| Jobs",
  fields: {
    kind: "Job",
    state: "Stand",
    progress: "Fortschritt",
    by: "Gestartet von",
    createdAt: "Gestartet",
    endedAt: "Beendet",
  },
};

export const texts: typeof English.texts = {
  title: "Jobs",
  bulk: "Jobs für viele Konten",
  none: {
    title: "Noch keine Jobs für viele Konten.",
    text: "Wählen Sie Konten in der Liste aus, um sie zusammen zu erneuern, abzugleichen oder zu pausieren. Hier erscheint der Fortschritt.",
    action: "Zu den Konten",
  },
  gone: "Diesen Job gibt es nicht mehr. Beendete Jobs werden nach 30 Tagen gelöscht.",
  kind: {
    REFRESH_TOKENS: "Das Token von %{smart_count} Konto erneuern |||| Die Tokens von %{smart_count} Konten erneuern",
    SYNC_ACCOUNTS: "%{smart_count} Konto abgleichen |||| %{smart_count} Konten abgleichen",
    SYNC_ACCOUNTS_FULL:
      "Alle Beiträge von %{smart_count} Konto abgleichen |||| Alle Beiträge von %{smart_count} Konten abgleichen",
    PAUSE_ACCOUNTS: "%{smart_count} Konto pausieren |||| %{smart_count} Konten pausieren",
    RESUME_ACCOUNTS: "%{smart_count} Konto fortsetzen |||| %{smart_count} Konten fortsetzen",
    DISCONNECT_ACCOUNTS: "%{smart_count} Konto trennen |||| %{smart_count} Konten trennen",
    ERASE_ACCOUNTS: "%{smart_count} Konto löschen |||| %{smart_count} Konten löschen",
  },
  state: {
    WAITING: "Wartet",
    RUNNING: "Läuft",
    DONE: "Fertig",
    CANCELLED: "Abgebrochen",
    FAILED: "Beendet, %{count} fehlgeschlagen",
  },
  progress: {
    done: "%{done} von %{total} erledigt",
    failed: "%{count} fehlgeschlagen",
    skipped: "%{count} mit frischem Token ausgelassen",
    gone: "%{count} ausgelassen, nicht mehr verbunden",
    untouched: "%{count} unverändert",
    rate: "%{rate} je Minute",
    moment_left: "noch weniger als eine Minute",
    minutes_left: "noch etwa %{count} min",
    hours_left: "noch etwa %{count} h",
  },
  begun: "Gestartet von %{by} %{at}",
  begun_finished: "Gestartet von %{by} %{at}, beendet %{endedAt}",
  begun_cancelled: "Gestartet von %{by} %{at}, abgebrochen %{endedAt}",
  cancel: "Job abbrechen",
  cancelled: "Abgebrochen. Begonnene Konten werden noch fertig bearbeitet.",
  show_failures: "Fehler anzeigen (%{count})",
  hide_failures: "Fehler ausblenden",
  deleted_account: "Konto %{id}, das gelöscht wurde",
  first_failures: "Dies sind die ersten %{shown} von %{count}.",
  schedule: {
    title: "Geplante Jobs",
    none: "Noch kein Job ist gelaufen. Der erste läuft innerhalb einer Minute.",
    what: "Was",
    last_start: "Letzter Start",
    took: "Dauer",
    result: "Ergebnis",
    well: "Gelungen",
    failed: "Fehlgeschlagen: siehe Log des Servers",
  },
};
