/**
 * Characters of one text, by the name of the argument or input field that takes it. What a verb holds to its own limit once
 * it is trimmed, in its own words, gets some room here.
 */
const TEXT_MAX: Readonly<Record<string, number>> = {
  hashtag: 150,
  withoutHashtag: 150,
  search: 400,
  username: 60,
  usernames: 60,
  after: 500,
  reference: 400,
  references: 400,
  label: 400,
  name: 400,
  tags: 200,
  note: 6_000,
  origins: 300,
  email: 400,
  password: 2_000,
  redirectUri: 2_000,
  state: 500,
  code: 2_000,
  accessToken: 5_000,
};
/** Of every other text: ids, instants, names of enums. */
const OTHER_TEXT_MAX = 200;

/** Values of one list, by where it stands or by its name. */
const LIST_MAX: Readonly<Record<string, number>> = {
  accountIds: 100_000,
  "Query.media.accountIds": 1_000,
  "Query.mediaConnection.accountIds": 1_000,
  "CreateApiKeyInput.accountIds": 5_000,
  "UpdateApiKeyInput.accountIds": 5_000,
  usernames: 1_000,
  references: 200,
};
const OTHER_LIST_MAX = 100;

/** How many characters a text of this name may have. */
export function textMax(name: string): number {
  return TEXT_MAX[name] ?? OTHER_TEXT_MAX;
}

/** How many values a list of this name may hold, which stands in `holder`: `Query.media`, or an input. */
export function listMax(holder: string, name: string): number {
  return LIST_MAX[`${holder}.${name}`] ?? LIST_MAX[name] ?? OTHER_LIST_MAX;
}
