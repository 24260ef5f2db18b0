import { InvalidArgumentError } from "@commander-js/extra-typings";

export function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected a whole number.");
}

export function anyOf<Name extends string>(names: readonly Name[]): (text: string, earlier?: Name[]) => Name[] {
  return (text, earlier = []) => {
    const name = names.find((one) => one === text.toUpperCase());
    if (name) return [...earlier, name];
    throw new InvalidArgumentError(`Expected one of ${names.join(", ")}.`);
  };
}
