import type { InstagramFailure } from "./failures.js";
import { type FieldMemory, mediaFields, refusedField } from "./fields.js";

/** The fields that one question about posts asks for, attempt by attempt. */
export interface MediaFields {
  list(): string;
  /** True when the failure names a field that was asked for and that the next attempt does without. */
  leaveOut(failure: InstagramFailure): boolean;
}

/**
 * Instagram does not say whether it missed the field on the post or on the parts of an album, so the parts lose it first.
 */
export function askMediaFields(memory: FieldMemory): MediaFields {
  let media: string[] = [];
  let child: string[] = [];
  return {
    list() {
      media = memory.fieldsOf("media");
      child = memory.fieldsOf("child");
      return mediaFields(media, child);
    },
    leaveOut(failure) {
      const field = refusedField(failure);
      if (field === null) return false;
      if (child.includes(field) && memory.drop("child", field)) return true;
      return media.includes(field) && memory.drop("media", field);
    },
  };
}
