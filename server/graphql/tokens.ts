import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { type FeedRow, readAccount } from "../features/feed/read-accounts.js";
import { TOKEN_SELECTION } from "../features/feed/selection.js";
import { describeToken, type TokenColumns } from "../features/tokens/describe-token.js";
import { refreshToken } from "../features/tokens/refresh-token.js";
import { ApiError } from "../lib/errors.js";
import type { Context } from "../request-context.js";
import { requireScope } from "./access.js";
import { Account } from "./account-types.js";
import { Token } from "./token-types.js";

@Resolver(() => Account)
export class TokenResolver {
  @FieldResolver(() => Token, {
    nullable: true,
    description:
      "The account's access token. Operators, the owner and secret keys with scope REFRESH; null for anyone else.",
  })
  token(@Root() account: FeedRow, @Ctx() { app }: Context) {
    const columns = account.token as TokenColumns | null;
    return columns && describeToken(columns, app.clock.now());
  }

  @Mutation(() => Token, {
    description:
      "Refreshes the account's token now. Fails with TOKEN_TOO_YOUNG in the token's first 24 hours: Instagram allows no earlier refresh.",
  })
  async refreshToken(
    @Arg("accountId", () => ID, { description: "Darkroom's id of the account." }) accountId: string,
    @Ctx() { app, viewer }: Context,
  ) {
    requireScope(viewer, "REFRESH");
    await refreshToken(app, accountId, viewer);
    const row = await readAccount(app, viewer, { id: accountId, selection: TOKEN_SELECTION });
    // The account was disconnected during the refresh.
    if (!row?.token) throw new ApiError("NOT_FOUND", "There is no account with this id.");
    return describeToken(row.token as TokenColumns, app.clock.now());
  }
}
