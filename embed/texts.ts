export interface Texts {
  came(count: number): string;
  failed: string;
  show: string;
  close: string;
  onInstagram: string;
}

const english: Texts = {
  came: (count) => (count === 1 ? "1 more post" : `${count} more posts`),
  failed: "The posts could not be loaded. The link leads to them.",
  show: "Show posts from Instagram",
  close: "Close",
  onInstagram: "View on Instagram",
};

const german: Texts = {
  came: (count) => (count === 1 ? "1 weiterer Beitrag" : `${count} weitere Beiträge`),
  failed: "Die Beiträge konnten nicht geladen werden. Der Link führt zu ihnen.",
  show: "Beiträge von Instagram anzeigen",
  close: "Schließen",
  onInstagram: "Auf Instagram ansehen",
};

export function textsIn(language: string | undefined): Texts {
  return language === "de" ? german : english;
}
