export const resource = {
  name: "Erasure |||| Erasures",
  forcedCaseName: "erasure |||| erasures",
  fields: {
    requestedAt: "Requested",
    reason: "By",
    state: "State",
    counts: "Deleted",
    finishedAt: "Finished",
    statusUrl: "Status page",
  },
};

export const texts = {
  title: "Erasures",
  receipts: "Receipts",
  receipts_help:
    "Each erasure leaves a receipt without the person's name. Its status page needs no sign-in: give it to whoever asked.",
  none: {
    title: "Nothing was erased yet.",
    text: "Disconnected accounts and Meta's requests appear here.",
  },
  reason: {
    OWNER: "Its owner",
    OPERATOR: "An operator",
    CALLBACK: "Meta's callback",
    MAILED_LIST: "Meta's mailed list",
    RETENTION: "The retention",
  },
  state: {
    PENDING: "Waiting",
    ERASED: "Deleting files",
    DONE: "Done",
    NOT_FOUND: "Nothing found",
    AMBIGUOUS: "Ambiguous",
  },
  count: {
    POSTS: "%{smart_count} post |||| %{smart_count} posts",
    FILES: "%{smart_count} file |||| %{smart_count} files",
    CONNECT_LINKS: "%{smart_count} link |||| %{smart_count} links",
    MESSAGES: "%{smart_count} message |||| %{smart_count} messages",
  },
  list: {
    title: "Meta's mailed lists",
    help: "Meta mails lists of ids whose data must be deleted. Paste one here, or choose its file. Nothing is deleted before you confirm.",
    ids: "Ids",
    ids_help: "One a line, or with commas between them. Headings are skipped.",
    look_up: "Look them up",
    looking_up: "Looking them up …",
    file: "Choose a file",
    empty: "Paste the ids, or choose a file.",
    too_long:
      "This list is too long for the dashboard. Split it, or pass its file on the server to: npm run cli -- erase --ids FILE",
  },
  preview: {
    ids: "%{smart_count} id in the list |||| %{smart_count} ids in the list",
    accounts: "%{smart_count} account of this server |||| %{smart_count} accounts of this server",
    unknown: "%{smart_count} id unknown here |||| %{smart_count} ids unknown here",
    invalid: "%{smart_count} part of the text not an id |||| %{smart_count} parts of the text not an id",
    nothing: "No account here has one of these ids: there is nothing to erase.",
    ambiguous: "More than one account has the id %{ids}. It is left out: disconnect the right account by hand.",
    to_erase: "Accounts to erase",
    more: "and %{count} more",
  },
  erase: {
    button: "Erase %{smart_count} account |||| Erase %{smart_count} accounts",
    title: "Erase %{smart_count} account? |||| Erase %{smart_count} accounts?",
    text: "Profiles, posts, pictures and tokens are deleted, and sites stop showing them. This cannot be undone.",
    confirm: "Erase",
  },
};
