import type * as English from "../en/owners.js";

export const owners: typeof English.owners = {
  operators: "die Betreiber dieses Servers",
  login: {
    heading: "Mit Instagram anmelden",
    text: "Für die Inhaber verbundener Konten: Sehen Sie, was dieser Server von Ihnen speichert, laden Sie es herunter, oder löschen Sie es.",
    asks: "Instagram bittet Sie, sich anzumelden und zuzustimmen.",
    open: "Ist Ihr Konto noch nicht verbunden, wird es dabei verbunden.",
    closed: "Ihr Konto muss schon verbunden sein.",
    button: "Mit Instagram anmelden",
  },
  logout: {
    heading: "Abmelden?",
    text: "Sie sind in diesem Browser mit Instagram angemeldet.",
    button: "Abmelden",
    back: "Zurück",
  },
  me: {
    portrait: (username) => `Profilbild von @${username}`,
    noBiography: "Es gibt keine Biografie.",
    lost: "Dieser Server kann Ihr Konto nicht mehr lesen",
    lostText:
      "Instagram nimmt den Zugang nicht mehr an, den Sie gegeben haben. Unten stehen die zuletzt gespeicherten Beiträge.",
    logInAgain: "Neu mit Instagram anmelden",
    renew: "Melden Sie sich neu mit Instagram an; das erneuert ihn.",
    posts: "Neueste Beiträge",
    noPosts: "Es gibt noch keine Beiträge. Neue erscheinen nach dem nächsten Abgleich.",
    facts: "Was dieser Server speichert",
    synced: "Zuletzt abgeglichen",
    notSynced: "noch nicht",
    paused: "Der Betreiber hat den Abgleich pausiert.",
    stale: "Der letzte Abgleich ist fehlgeschlagen oder verspätet.",
    access: "Zugang zu Instagram",
    connected: "Verbunden seit",
    copies: "Neben dem Profil und den Beiträgen speichert er Kopien der Bilder.",
    all: "Alles, was gespeichert wird",
    noAccess: "Gilt nicht mehr.",
    validUntil: "Gültig bis",
    left: (days) => (days === 1 ? "noch 1 Tag." : `noch ${days} Tage.`),
    renews: "Dieser Server erneuert ihn von selbst.",
    data: "Ihre Daten",
    download: "Herunterladen",
    downloadText: "Ein ZIP-Archiv: alles, was von Ihrem Konto gespeichert ist, als JSON, und die Bilder.",
    downloadButton: "Meine Daten herunterladen",
    disconnect: "Trennen",
    disconnectText: "Dieser Server vergisst seinen Zugang und löscht alles von Ihrem Konto.",
    disconnectButton: "Trennen …",
    delete: "Löschen",
    deleteText: "Dasselbe, mit einem Bestätigungscode und einer Seite, die sagt, was gelöscht wurde.",
    deleteButton: "Meine Daten löschen …",
  },
  notices: {
    CHECKPOINT: "Öffnen Sie die Instagram-App, tun Sie, was sie verlangt, und melden Sie sich hier neu an.",
    PERMISSION_MISSING:
      "Eine Berechtigung wurde abgeschaltet: Melden Sie sich neu an, und lassen Sie alle Berechtigungen eingeschaltet.",
    ACCOUNT_NOT_PROFESSIONAL:
      "Ihr Konto ist jetzt ein privates: Machen Sie es in den Einstellungen von Instagram zu einem professionellen, und melden Sie sich hier neu an.",
    ACCOUNT_UNAVAILABLE:
      "Laut Instagram gibt es das Konto nicht: Sehen Sie in der Instagram-App nach, und melden Sie sich hier neu an.",
    NOT_A_TESTER:
      "Meta lässt diese App nur die Konten ihrer Tester lesen: Nehmen Sie die Einladung unter instagram.com/accounts/manage_access an, und melden Sie sich hier neu an.",
  },
  confirm: {
    warning: "Das lässt sich nicht rückgängig machen. Ihr Konto und Ihre Beiträge bei Instagram bleiben, wie sie sind.",
    back: "Zurück",
    disconnect: {
      heading: "Konto trennen?",
      text: "Dieser Server vergisst seinen Zugang zu Ihrem Konto und löscht das Profil, die Beiträge und die Bilder, die er speichert. Websites, die sie zeigen, zeigen sie dann nicht mehr.",
      label: "Trennen",
    },
    delete: {
      heading: "Daten löschen?",
      text: "Dieser Server löscht seinen Zugang zu Ihrem Konto, das Profil, die Beiträge und die Bilder, die er speichert. Websites, die sie zeigen, zeigen sie dann nicht mehr. Sie erhalten einen Bestätigungscode und eine Seite, die sagt, was gelöscht wurde.",
      label: "Meine Daten löschen",
    },
  },
};
