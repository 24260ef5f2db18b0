export const home = {
  title: "Darkroom: your Instagram posts by GraphQL",
  footer: (version: string) => `Darkroom ${version}. The README beside the server tells the rest.`,
  hero: "Your Instagram posts, on your own site",
  heroText:
    "Darkroom keeps the posts of connected Instagram accounts up to date and gives them to your websites and apps by GraphQL.",
  modes: {
    sandbox: {
      name: "Sandbox",
      text: "This server talks to a pretend Instagram. No Meta app is needed, and nothing here is real.",
    },
    live: { name: "Live", text: "This server talks to the real Instagram." },
  },
  connect: {
    heading: "Connect an account",
    button: "Connect an account",
    sandbox:
      "Choose one of the pretend accounts and agree, as its owner would. The real Instagram gives the posts of professional accounts only: business or creator.",
    live: "Instagram asks you to log in and to agree. It gives the posts of professional accounts only: business or creator. You can switch in Instagram's settings, free of charge.",
    closed:
      "On this server an operator connects accounts, in the dashboard. Instagram gives the posts of professional accounts only: business or creator.",
    dashboard: "Open the dashboard",
    yours: "Is one of these accounts yours? See what is stored of it.",
    logIn: "Log in with Instagram",
    accounts: "Connected accounts",
    more: (count: number) => (count === 1 ? "and 1 more" : `and ${count} more`),
    none: "No account is connected yet.",
    noneText: "The line is up. The first posts hang here as soon as there are some.",
  },
  query: {
    heading: "Ask for its posts",
    keys: "This server answers to API keys and to people who are signed in. An operator makes keys in the dashboard.",
    query: "The query",
    run: "Run",
    answer: "The answer",
    hint: "Press Run to see it here.",
    pictures: "Pictures in the answer",
    terminal: "The same from a terminal",
    command: "The command",
    copy: "Copy",
  },
  links: {
    heading: "Go on from here",
    explorer: "Explorer",
    explorerText: "Write queries, with help and the whole schema.",
    dashboard: "Dashboard",
    dashboardText: "Accounts, tokens, posts and API keys, for operators.",
    health: "Health",
    healthText: "Whether this server is alive, for machines.",
  },
  /** For the page's script, which fills in what stands in braces. */
  script: {
    asking: "Asking …",
    timeout: "The server took too long. Try again.",
    unreachable: "The server could not be reached. Is it still running?",
    copied: "Copied",
    notCopied: "Select the text and copy it by hand",
    empty: "The answer is null: no account is connected yet.",
    unknown: "The answer is null: no account of this name is connected.",
    onePost: "1 post of @{username}",
    posts: "{count} posts of @{username}",
    post: "Post {place} of @{username}",
  },
};
