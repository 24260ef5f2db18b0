/** What a person is told of an error. The server's own sentences are in `server.ts`; those that are not known stay English. */
export const texts = {
  page: "Something went wrong on this page. Reload it.",
  unreachable: "The server cannot be reached. Check that it is running. This page retries automatically.",
  no_body: "The server responded %{status} without a body. Try again. If it persists, check the server's log.",
  /** In plain words: the message is Instagram's. */
  what: {
    ACCOUNT_NOT_PROFESSIONAL: "The account is not a professional one.",
    PERMISSION_MISSING: "A permission is missing.",
    RECONNECT_REQUIRED: "Instagram rejects the account's token.",
    INSTAGRAM_RATE_LIMITED: "Instagram is throttling.",
    INSTAGRAM_UNAVAILABLE: "Instagram did not respond.",
    INSTAGRAM_REJECTED: "Instagram rejected the call.",
    APP_MISCONFIGURED: "This server's app is not set up correctly.",
  },
  other: "%{message} %{nextStep}",
  detail: "%{text} (Details: %{message})",
};
