/** A sample of about this many tokens stands for all. */
const SAMPLE_MAX = 20_000;

/** Which share of the tokens is read: all of them while they are few. The same pages each time. */
const PERCENT = `(select least(100, 100.0 * ${SAMPLE_MAX} / greatest(reltuples, 1)) from pg_class where oid = 'tokens'::regclass)`;

/** The table to read instead of all tokens, and how often each of its rows counts. */
export const TOKEN_SAMPLE = {
  table: `tokens t tablesample system (${PERCENT}) repeatable (0)`,
  weight: `(100 / ${PERCENT})`,
};
