import { mayPrepare } from "../../db/prepared.js";
import type { ReadContent } from "../../db/read-pool.js";
import type { Reader } from "../../db/reads.js";

/** Values at execution; instants as ISO text. */
export interface QueryParams {
  now: string;
  /** An account whose last sync is older is overdue. */
  staleBefore: string;
  appId: string;
  ownAccountId: string | null;
  /** Null: all. */
  visibleIds: readonly string[] | null;
  /** The base address of pictures on this server. */
  filesUrl: string;
  lookup?: string;
  ids?: readonly string[];
  usernames?: readonly string[];
  offset?: number;
}

type Param = string | number | boolean | null | readonly string[];

/**
 * Builds a statement: text with numbered parameters, bound at execution. Cached per selection, so that the hot path only binds.
 */
export class Statement {
  readonly #params: ((input: QueryParams) => Param)[] = [];
  readonly #inputs = new Map<keyof QueryParams, string>();
  readonly #ofOwners = new Map<object, Map<string, string>>();
  /**
   * The id of the only account whose rows the statement reads, where it is known before. Compared with a value, and not with
   * a column, each part of the statement is found on one machine of a distributed database.
   */
  account: string | null = null;
  usesStates = false;
  usesTokens = false;
  /** Whether a part that joins tokens by itself uses them. */
  usesTokensInside = false;

  /** A value known when the statement is built. */
  value(value: Param): string {
    this.#params.push(() => value);
    return `$${this.#params.length}`;
  }

  /** A value that several parts of the statement use, bound once. */
  valueOf(owner: object, name: string, value: Param): string {
    const known = this.#ofOwners.get(owner) ?? new Map<string, string>();
    this.#ofOwners.set(owner, known);
    const placeholder = known.get(name) ?? this.value(value);
    known.set(name, placeholder);
    return placeholder;
  }

  input(name: keyof QueryParams): string {
    const known = this.#inputs.get(name);
    if (known) return known;
    this.#params.push((input) => input[name] ?? null);
    const placeholder = `$${this.#params.length}`;
    this.#inputs.set(name, placeholder);
    return placeholder;
  }

  /** The account's id, which `column` has. */
  idIn(column: string): string {
    return this.account ?? column;
  }

  finish(text: string, { isHeavy = false } = {}): Compiled {
    return {
      text,
      params: this.#params,
      isHeavy,
      isContent: !this.usesTokens && !this.usesTokensInside && !MOMENTS.some((name) => this.#inputs.has(name)),
    };
  }
}

/** What is read by them changes by itself. */
const MOMENTS = ["now", "staleBefore"] as const;

export interface Compiled {
  /** Whether the rows come from content alone. */
  isContent: boolean;
  text: string;
  isHeavy?: boolean;
  params: readonly ((input: QueryParams) => Param)[];
}

export async function runStatement<T>(
  reads: Reader,
  { text, params, isHeavy = false, isContent, content }: Compiled & { content?: ReadContent },
  input: QueryParams,
): Promise<T> {
  const values = params.map((param) => param(input));
  const [row] = await reads.run<{ answer: T }>({
    text,
    params: values,
    prepare: mayPrepare(reads.pool, text),
    isHeavy,
    ...(isContent && content && { content }),
  });
  if (!row) throw new Error("A statement that answers one row answered none.");
  return row.answer;
}
