import { InvalidArgumentError } from "@commander-js/extra-typings";

/** A parser of whole numbers below a million. */
export function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected a whole number.");
}

/** A parser of an option that may be given more than once, each time one of `names` in capital or small letters. */
export function anyOf<Name extends string>(names: readonly Name[]): (text: string, earlier?: Name[]) => Name[] {
  return (text, earlier = []) => {
    const name = names.find((one) => one === text.toUpperCase());
    if (name) return [...earlier, name];
    throw new InvalidArgumentError(`Expected one of ${names.join(", ")}.`);
  };
}
