import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { ApiKeyKind, ApiKeyScope } from "../db/schema/api-keys.js";

registerEnumType(ApiKeyKind, {
  name: "ApiKeyKind",
  description: "Where a key may live.",
  valuesConfig: {
    PUBLISHABLE: { description: "In a browser, on the sites that it names; reads public fields. Begins with `pk_`." },
    SECRET: { description: "On a server, never in a browser. Begins with `sk_`." },
  },
});

registerEnumType(ApiKeyScope, {
  name: "ApiKeyScope",
  description: "What a key may do.",
  valuesConfig: {
    READ: { description: "Read its accounts." },
    CONNECT: { description: "Connect accounts: `startConnect` and `connectAccount`. It gains what it connects." },
    REFRESH: { description: "See tokens, and call `refreshToken` and `syncAccount`." },
  },
});

@InputType({ description: "A key to be made." })
export class CreateApiKeyInput {
  @Field(() => String, { description: "What the operators call it, such as the site that uses it." })
  name!: string;

  @Field(() => ApiKeyKind, { description: "Where it may live." })
  kind!: ApiKeyKind;

  @Field(() => [ApiKeyScope], {
    nullable: true,
    defaultValue: [ApiKeyScope.READ],
    description: "What it may do; a publishable key only READ.",
  })
  scopes?: ApiKeyScope[] | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description: "The accounts it may read. Name some, or set allAccounts; neither is refused.",
  })
  accountIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Every account, also those connected later.",
  })
  allAccounts?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description:
      "Publishable keys: at least one, such as https://example.com, https://*.example.com, https://*--site.netlify.app or http://localhost:*",
  })
  origins?: string[] | null;

  @Field(() => Date, { nullable: true, description: "When it runs out; never, when left out." })
  expiresAt?: Date | null;
}

@InputType({ description: "Changes to a key; what is left out stays." })
export class UpdateApiKeyInput {
  @Field(() => String, { nullable: true, description: "What the operators call it." })
  name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The accounts it may read, in place of those before; takes allAccounts away.",
  })
  accountIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "Every account, also those connected later." })
  allAccounts?: boolean | null;

  @Field(() => [String], { nullable: true, description: "The origins, in place of those before." })
  origins?: string[] | null;

  @Field(() => Date, { nullable: true, description: "When it runs out; null for never." })
  expiresAt?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "An API key of a site or app; never the key itself." })
export class ApiKey {
  @Field(() => ID, { description: "Ours; not the key." })
  id!: string;

  @Field(() => String, { description: "What the operators call it." })
  name!: string;

  @Field(() => ApiKeyKind, { description: "Where it may live." })
  kind!: ApiKeyKind;

  @Field(() => String, { description: "The first characters, enough to recognise it." })
  prefix!: string;

  @Field(() => [ApiKeyScope], { description: "What it may do." })
  scopes!: ApiKeyScope[];

  @Field(() => Boolean, { description: "Whether it reads every account, also those connected later." })
  allAccounts!: boolean;

  @Field(() => [String], { description: "The origins that a publishable key may be used from." })
  origins!: string[];

  @Field(() => Date, { description: "When it was made." })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it runs out; null for never." })
  expiresAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "When it was last used, to the minute; null before the first time.",
  })
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was revoked; null while it is good." })
  revokedAt!: Date | null;
}

@ObjectType({ description: "One page of keys, newest first." })
export class ApiKeyList {
  @Field(() => [ApiKey], { description: "The keys of this page, also those that are revoked." })
  nodes!: ApiKey[];
}

@ObjectType({ simpleResolvers: true, description: "A key that was just made." })
export class CreatedApiKey {
  @Field(() => ApiKey, { description: "What is known of it from now on." })
  apiKey!: ApiKey;

  @Field(() => String, { description: "The key itself. Shown this once." })
  key!: string;
}
