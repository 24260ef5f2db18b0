import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, ID, Info, Mutation, Resolver } from "type-graphql";
import { bareToken } from "../features/connect/bare-token.js";
import { finishConnect } from "../features/connect/finish-connect.js";
import { importAccount } from "../features/connect/import-account.js";
import { initiatorOf } from "../features/connect/initiator.js";
import { startConnect } from "../features/connect/start-connect.js";
import { validateRedirectUri } from "../features/connect/validate-redirect-uri.js";
import { readAccount } from "../features/feed/read-accounts.js";
import { accountSelection } from "../features/feed/selection.js";
import { ApiError } from "../lib/errors.js";
import type { Context } from "../request-context.js";
import { withAccount } from "../viewer.js";
import { isByHeader, requireOperator, requireScope } from "./access.js";
import { Account } from "./account-types.js";
import { ConnectStart } from "./connect-types.js";
import { requestedFields } from "./executor/requested-fields.js";

@ArgsType()
class StartConnectArgs {
  @Field(() => String, { description: "One of REDIRECT_URIS, byte for byte." })
  redirectUri!: string;

  @Field(() => ID, { nullable: true, description: "Only this account may come back." })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "Your own word for the account." })
  reference?: string | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "Makes Instagram ask who it is." })
  forceReauth?: boolean | null;
}

@Resolver()
export class OauthResolver {
  @Mutation(() => ConnectStart, {
    description:
      "Opens the handshake: an address to send the person to. The state is good once, for 15 minutes. With `accountId` only that account may come back (WRONG_ACCOUNT otherwise); `forceReauth` makes Instagram ask who it is.",
  })
  startConnect(@Args(() => StartConnectArgs) args: StartConnectArgs, @Ctx() { app, viewer }: Context) {
    requireScope(viewer, "CONNECT");
    return startConnect(app, { ...args, viewer, caller: initiatorOf(viewer) });
  }

  @Mutation(() => Account, {
    description:
      "Finishes the handshake with the code that Instagram put on the redirect: exchanges it, keeps the 60-day token sealed, reads the profile and the newest posts, and answers the account. A trailing `#_` on the code is ignored. `state` may be left out only by a caller that authenticates by a header (a secret key or the operator token).",
  })
  async connectAccount(
    @Arg("code", () => String, { description: "Instagram's code." }) code: string,
    @Arg("redirectUri", () => String, { description: "The one that the handshake was opened with." })
    redirectUri: string,
    @Arg("state", () => String, { nullable: true, description: "The one that `startConnect` answered." })
    state: string | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireScope(viewer, "CONNECT");
    validateRedirectUri(app, redirectUri);
    if (state == null && !isByHeader(viewer)) throw new ApiError("STATE_INVALID", "The state is missing.");
    const id = await finishConnect(app, {
      viewer,
      caller: initiatorOf(viewer),
      redirectUri,
      code,
      state: state ?? null,
    });
    return await readAccount(app, withAccount(viewer, id), {
      id,
      selection: accountSelection(requestedFields(info)),
    });
  }

  @Mutation(() => Account, {
    description: "Takes over a long-lived token got elsewhere (Meta's app dashboard, another tool). Operators only.",
  })
  async importAccount(
    @Arg("accessToken", () => String, { description: "The token; it is sealed at once and never shown again." })
    accessToken: string,
    @Arg("reference", () => String, { nullable: true, description: "Your own word for the account." })
    reference: string | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    const request = { accessToken: bareToken(accessToken), reference: reference ?? null, by: viewer };
    const id = await importAccount(app, request);
    return await readAccount(app, viewer, { id, selection: accountSelection(requestedFields(info)) });
  }
}
