import { ApiError } from "../../lib/errors.js";

/** Bytes of one response, as JSON. */
const ANSWER_MAX = 10_000_000;
/** Longer texts with a letter that JSON may escape, which adds bytes, are serialized to measure them. */
const MAY_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;
const SHORT = 40;
/** A number, true, false or null, with its comma. */
const VALUE_BYTES = 6;

export class AnswerSize {
  #bytes = 0;

  static of(context: unknown): AnswerSize {
    if (typeof context !== "object" || context === null) return new AnswerSize();
    const known = renditions.get(context);
    if (known) return known;
    const made = new AnswerSize();
    renditions.set(context, made);
    return made;
  }

  get isFull(): boolean {
    return this.#bytes > ANSWER_MAX;
  }

  /** @throws {ApiError} QUERY_TOO_COMPLEX when these bytes exceed the limit */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (!this.isFull) return;
    throw new ApiError("QUERY_TOO_COMPLEX", `The response has more than ${ANSWER_MAX / 1_000_000} MB.`, {
      nextStep: "Ask for fewer posts at once, and go on with `after`; or for fewer fields of each.",
    });
  }

  /**
   * Returns the value.
   * @throws {ApiError} as `add`
   */
  addValue<T>(value: T): T {
    if (typeof value === "string") this.add(textBytes(value));
    else if (Array.isArray(value)) for (const one of value) this.addValue(one);
    else if (typeof value !== "object" || value === null) this.add(VALUE_BYTES);
    else for (const [key, one] of Object.entries(value)) this.addValue([key, one]);
    return value;
  }
}

function textBytes(text: string): number {
  if (text.length <= SHORT) return Buffer.byteLength(text) + 3;
  return MAY_ESCAPE.test(text) ? Buffer.byteLength(JSON.stringify(text)) + 3 : Buffer.byteLength(text) + 5;
}

const renditions = new WeakMap<object, AnswerSize>();
