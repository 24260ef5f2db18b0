import type { ErasedKind } from "../../../db/schema/erasures.js";

/** The status page of a deletion request. */
export const erasure = {
  test: {
    heading: "This was a test",
    text: "Somebody tested the address for deletion requests. Nothing was deleted.",
  },
  unknown: {
    heading: "This code is not known here",
    text: "No request to delete data has this code on this server, or it is older than three years.",
    nextStep: "Check that the address is complete.",
  },
  states: {
    PENDING: {
      heading: "The data will be deleted",
      text: () =>
        "This server has the request and deletes the data as soon as it can, usually within a minute. Open this page again to see when it is done.",
    },
    ERASED: {
      heading: "The data is deleted, the last files follow",
      text: () =>
        "The access to Instagram, the profile and the posts are deleted, and no picture can be reached any more. The pictures' files are being deleted now.",
    },
    DONE: {
      heading: "The data is deleted",
      text: () =>
        "Everything that this server stored of the account is deleted, the files too. This receipt stays; it does not say whose data it was.",
    },
    NOT_FOUND: {
      heading: "There was nothing to delete",
      text: () => "This server stored no data of the person whom the request names.",
    },
    AMBIGUOUS: {
      heading: "The data is not deleted yet",
      text: (contact: string) =>
        `The request names an id that more than one account on this server has, so nothing was deleted. Ask ${contact} to delete the right one.`,
    },
  },
  requested: "Requested",
  erased: "Deleted",
  finished: "Finished",
  kinds: {
    ACCOUNTS: "Profiles",
    TOKENS: "Access tokens",
    POSTS: "Posts and parts of albums",
    PICTURES: "Addresses of pictures and videos",
    FILES: "Files",
    SYNC_RUNS: "Records of syncs",
    ALERTS: "Alerts",
    MESSAGES: "Mentions in waiting messages",
    CONNECT_LINKS: "Connect links",
    OAUTH_STATES: "Started connections",
    KEY_GRANTS: "Permissions of sites",
    JOB_ITEMS: "Entries of bulk jobs",
    AUDIT_DETAILS: "Details in the audit log",
  } satisfies Record<ErasedKind, string>,
};
