import { Typography } from "@mui/material";
import { useEffect, useState } from "react";
import {
  AutocompleteArrayInput,
  CreateBase,
  ReferenceArrayInput,
  required,
  TextArrayInput,
  TextInput,
  useRedirect,
} from "react-admin";
import { type FieldValues, useFormContext, useWatch } from "react-hook-form";
import type { FeedInput, FeedLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { searchFor } from "../ui/AccountInput.js";
import { DialogForm } from "../ui/DialogForm.js";
import { slugOf } from "./feed-draft.js";

const EMPTY = { title: "", slug: "", accountIds: [], tags: [] };
const CHOICES_MAX = 20;

/** Creates a feed of some accounts and tags; its rules and its order are set on its page, which opens. */
export function FeedCreate() {
  const translate = useTranslate();
  const redirect = useRedirect();
  const [error, setError] = useState<unknown>(null);
  const onSuccess = ({ id }: FeedLineFragment) => redirect("show", "feeds", id);
  return (
    <CreateBase resource="feeds" transform={inputOf} mutationOptions={{ onSuccess, onError: setError }}>
      <DialogForm
        title={translate("resources.feeds.action.create")}
        saveLabel={translate("darkroom.feeds.create.save")}
        isWide
        defaultValues={EMPTY}
        error={error}
        onClose={() => redirect("list", "feeds")}
      >
        <Typography color="text.secondary">{translate("darkroom.feeds.create.help")}</Typography>
        <TextInput source="title" autoFocus validate={required()} helperText="darkroom.feeds.create.title_help" />
        <SlugInput />
        <SourceInputs />
      </DialogForm>
    </CreateBase>
  );
}

/** Follows the title until it is written itself. */
function SlugInput() {
  const { title, slug } = useWatch();
  const { setValue } = useFormContext();
  const [proposed, setProposed] = useState("");
  const isOwn = slug !== proposed && slug !== "";
  useEffect(() => {
    if (isOwn) return;
    const next = slugOf(title ?? "");
    setProposed(next);
    setValue("slug", next);
  }, [title, isOwn, setValue]);
  return <TextInput source="slug" validate={required()} helperText="darkroom.feeds.create.slug_help" />;
}

function SourceInputs() {
  return (
    <>
      <ReferenceArrayInput source="accountIds" reference="accounts" sort={BY_USERNAME} perPage={CHOICES_MAX}>
        <AutocompleteArrayInput
          label="darkroom.feeds.sources.accounts"
          disableCloseOnSelect
          validate={anySource}
          limitTags={12}
          optionText={({ username }: { username: string }) => `@${username}`}
          filterToQuery={searchFor}
          noOptionsText="darkroom.keys.no_match"
          helperText="darkroom.keys.accounts_help"
          slotProps={{ paper: { elevation: 8 } }}
        />
      </ReferenceArrayInput>
      <TextArrayInput
        source="tags"
        label="darkroom.feeds.sources.tags"
        helperText="darkroom.feeds.sources.tags_help"
        size="small"
        autoSelect
      />
    </>
  );
}

/** Either of the two inputs may be empty. */
function anySource(accountIds: string[] = [], { tags = [] }: FieldValues): string | undefined {
  return accountIds.length + tags.length > 0 ? undefined : "darkroom.feeds.sources.none";
}

const BY_USERNAME = { field: "username", order: "ASC" } as const;

function inputOf({ title, slug, accountIds = [], tags = [] }: FieldValues): FeedInput {
  const sources = [...accountIds.map((accountId: string) => ({ accountId })), ...tags.map((tag: string) => ({ tag }))];
  return { title, slug, sources };
}
