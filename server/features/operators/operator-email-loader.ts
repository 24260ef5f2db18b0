import type { BatchLoader } from "../../request-context.js";
import { selectEmails } from "./store.js";

/** The e-mails of operators by id: the batch for all of one answer, one statement. Null for one who was removed. */
export const operatorEmailLoader: BatchLoader<string, string | null> = {
  name: "operatorEmail",
  async load({ app }, ids) {
    const emails = new Map((await selectEmails(app.db, ids)).map(({ id, email }) => [id, email]));
    return ids.map((id) => emails.get(id) ?? null);
  },
};
