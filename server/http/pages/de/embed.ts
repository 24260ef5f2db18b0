import type * as English from "../en/embed.js";

export const embed: typeof English.embed = {
  post: (username) => `Beitrag von @${username}`,
  more: "Weitere Beiträge",
  empty: "Noch gibt es keine Beiträge.",
  onInstagram: "Auf Instagram ansehen",
};
