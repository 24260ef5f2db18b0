import { TextArrayInput } from "react-admin";

/** Tags of accounts, each ended by Enter or by leaving the input; `options` are suggested. */
export function TagsInput({ options = [] }: { options?: string[] }) {
  return (
    <TextArrayInput
      source="tags"
      options={options}
      helperText="darkroom.account.notes.tags_help"
      size="small"
      autoSelect
    />
  );
}
