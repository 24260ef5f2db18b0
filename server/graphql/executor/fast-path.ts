import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { AnswerSize } from "./answer-size.js";
import { variablesBelow } from "./remembered-fields.js";
import { nodesBelow, requestedFields } from "./requested-fields.js";

/** Thrown where the response would contain an error: graphql-js then executes the query. */
export class FastPathUnsupported extends Error {}

/**
 * Builds the response below a root field from the resolver's value. Equals graphql-js's result as long as nothing fails. Counts
 * bytes on the way. Compiles the plan once per query, so a list of hundreds of posts costs little more than a copy.
 *
 * @throws {FastPathUnsupported}
 * @throws {ApiError} QUERY_TOO_COMPLEX when the response is too large
 */
export async function project(value: unknown, info: GraphQLResolveInfo, context: unknown): Promise<unknown> {
  const run: Run = { context, size: AnswerSize.of(context), waits: [], failure: null };
  try {
    const answer = completionOf(info)(value, run);
    // A resolved value may add promises; the query's depth bounds the rounds.
    while (run.waits.length > 0) await Promise.all(run.waits.splice(0));
    if (run.failure === null) return answer;
  } catch (cause) {
    if (run.size.isFull) throw cause;
    throw new FastPathUnsupported("failed at once", { cause });
  }
  if (run.size.isFull) throw run.failure;
  throw new FastPathUnsupported("failed later", { cause: run.failure });
}

interface Run {
  context: unknown;
  size: AnswerSize;
  /** These never reject, so a failure leaves no unhandled rejection. */
  waits: Promise<void>[];
  failure: unknown;
}

type Complete = (value: unknown, run: Run) => unknown;

const completions = new WeakMap<object, Complete>();

function completionOf(info: GraphQLResolveInfo): Complete {
  const fields = requestedFields(info);
  const known = completions.get(fields);
  if (known) return known;
  // A cached plan must not retain the request's other variables.
  const made = completion(info.returnType, { ...info, variableValues: variablesBelow(info) });
  completions.set(fields, made);
  return made;
}

function completion(type: GraphQLOutputType, info: GraphQLResolveInfo): Complete {
  if (isNonNullType(type)) {
    const nullable = completion(type.ofType, info);
    return (value, run) => nullable(value, run) ?? reject();
  }
  if (isListType(type)) return listCompletion(completion(type.ofType, info));
  if (isObjectType(type)) return objectCompletion(fieldsOf(type, info));
  if (isLeafType(type))
    return (value, run) => run.size.addValue(value == null ? null : (type.serialize(value) ?? reject()));
  // The schema has no abstract types.
  return reject();
}

function listCompletion(complete: Complete): Complete {
  return (values, run) => {
    if (values == null) return null;
    if (!Array.isArray(values)) return reject();
    const answer: unknown[] = [];
    for (let index = 0; index < values.length; index++) {
      const value: unknown = values[index];
      answer[index] = isPromise(value)
        ? wait(run, value, (settled) => {
            answer[index] = complete(settled, run);
          })
        : complete(value, run);
    }
    return answer;
  };
}

function objectCompletion(fields: readonly Field[]): Complete {
  const bytes = fields.reduce((sum, { key }) => sum + key.length + KEY_BYTES, 2);
  return (row, run) => {
    if (row == null) return null;
    if (typeof row !== "object" || row instanceof Error) return reject();
    run.size.add(bytes);
    const answer: Record<string, unknown> = {};
    for (const { key, read, complete } of fields) {
      const value = read(row, run.context);
      answer[key] = isPromise(value)
        ? wait(run, value, (settled) => {
            answer[key] = complete(settled, run);
          })
        : complete(value, run);
    }
    return answer;
  };
}

const KEY_BYTES = 4;

interface Field {
  key: string;
  read: (row: object, context: unknown) => unknown;
  complete: Complete;
}

function fieldsOf(type: GraphQLObjectType, info: GraphQLResolveInfo): Field[] {
  return [...nodesBelow(info)].map(([key, fieldNodes]) => {
    const [node] = fieldNodes;
    const name = node?.name.value ?? "";
    if (name === "__typename")
      return { key, read: () => type.name, complete: (value, run) => run.size.addValue(value) };
    const field = type.getFields()[name];
    // Assigning the key `__proto__` would set the prototype instead of a property.
    if (!node || !field || key === "__proto__") return reject();
    const { resolve } = field;
    const path = { prev: info.path, key, typename: type.name };
    const below = { ...info, fieldName: name, fieldNodes, returnType: field.type, parentType: type, path };
    const args = getArgumentValues(field, node, info.variableValues);
    return {
      key,
      read: resolve
        ? (row, context) => resolve(row, args, context, below)
        : (row) => (row as Record<string, unknown>)[name],
      complete: completion(field.type, below),
    };
  });
}

function wait(run: Run, value: PromiseLike<unknown>, then: (settled: unknown) => void): null {
  const fail = (error: unknown) => {
    run.failure = error ?? new FastPathUnsupported();
  };
  run.waits.push(Promise.resolve(value).then(then).catch(fail));
  return null;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function reject(): never {
  throw new FastPathUnsupported("would hold an error");
}
