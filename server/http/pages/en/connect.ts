/** The page of a connect link, before Instagram's. */
export const connect = {
  heading: "Connect your Instagram account",
  headingOf: (username: string) => `Connect @${username}`,
  text: "You are asked to connect your Instagram account, so that its posts can be shown elsewhere, such as on a website.",
  next: "Instagram asks you to log in and to agree. This server then reads your profile and posts. It cannot publish, comment or send messages, and it never sees your password.",
  asks: "Who asks:",
  button: "Go on to Instagram",
};
