import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, ID, Info, Mutation, ObjectType, Resolver } from "type-graphql";
import { bareToken } from "../features/connect/bare-token.js";
import { finishConnect } from "../features/connect/finish-connect.js";
import { importAccount } from "../features/connect/import-account.js";
import { initiatorOf } from "../features/connect/initiator.js";
import { startConnect } from "../features/connect/start-connect.js";
import { validateRedirectUri } from "../features/connect/validate-redirect-uri.js";
import { ApiError } from "../lib/errors.js";
import type { Context } from "../request-context.js";
import { withAccount } from "../viewer.js";
import { isByHeader, requireOperator, requireScope } from "./access.js";
import { Account } from "./account-types.js";
import { readChanged } from "./accounts.js";

@ObjectType({ simpleResolvers: true, description: "A started OAuth flow." })
class ConnectStart {
  @Field(() => URL, {
    description: "Instagram's consent page. Open it with a full-page redirect: Instagram rejects pop-ups.",
  })
  authorizeUrl!: string;

  @Field(() => String, {
    description: "The OAuth state, which Instagram returns on the redirect. Pass it to `connectAccount`.",
  })
  state!: string;

  @Field(() => Date, { description: "When the state expires. It works once." })
  expiresAt!: Date;
}

@ArgsType()
class StartConnectArgs {
  @Field(() => String, { description: "One of REDIRECT_URIS, with exactly the same characters." })
  redirectUri!: string;

  @Field(() => ID, { nullable: true, description: "The only account that may be connected." })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "The account's id or name in your own systems." })
  reference?: string | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "Makes Instagram show its login again." })
  forceReauth?: boolean | null;
}

@Resolver()
export class OauthResolver {
  @Mutation(() => ConnectStart, {
    description:
      "Starts the OAuth flow and returns the address of Instagram's consent page. The state works once, for 15 minutes. With `accountId`, any other account fails with WRONG_ACCOUNT. `forceReauth` makes Instagram show its login again.",
  })
  startConnect(@Args(() => StartConnectArgs) args: StartConnectArgs, @Ctx() { app, viewer }: Context) {
    requireScope(viewer, "CONNECT");
    return startConnect(app, { ...args, viewer, caller: initiatorOf(viewer) });
  }

  @Mutation(() => Account, {
    description:
      "Finishes the OAuth flow with the code that Instagram added to the redirect. It exchanges the code and stores the 60-day token encrypted. It reads the profile and the newest posts, and returns the account. A trailing `#_` on the code is ignored. Only callers that authenticate by header (a secret key or the operator token) may omit `state`.",
  })
  async connectAccount(
    @Arg("code", () => String, { description: "The authorization code from the redirect." }) code: string,
    @Arg("redirectUri", () => String, { description: "The redirect URI that was passed to `startConnect`." })
    redirectUri: string,
    @Arg("state", () => String, { nullable: true, description: "The state that `startConnect` returned." })
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
    return await readChanged({ app, viewer: withAccount(viewer, id) }, id, info);
  }

  @Mutation(() => Account, {
    description:
      "Imports an account with an existing long-lived token, such as from Meta's app dashboard. Operators only.",
  })
  async importAccount(
    @Arg("accessToken", () => String, {
      description: "The token. The server stores it encrypted and never returns it.",
    })
    accessToken: string,
    @Arg("reference", () => String, { nullable: true, description: "The account's id or name in your own systems." })
    reference: string | null,
    @Ctx() { app, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    requireOperator(viewer);
    const request = { accessToken: bareToken(accessToken), reference: reference ?? null, by: viewer };
    const id = await importAccount(app, request);
    return await readChanged({ app, viewer }, id, info);
  }
}
