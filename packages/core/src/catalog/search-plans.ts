import type { CoreContext } from "../context.ts";
import type { Match, Relevance } from "./select-plans.ts";

/** Word similarity from which a name counts as a typing mistake away: "unlimted" and "unlimited" have 0.58. */
const LIKENESS = 0.45;

// Every word may be the beginning of one in the name, description or benefits; or the text is part of the name or much like it.
// The lexemes come from PostgreSQL's own parser and are quoted, so whatever people type is a valid query.
const SEARCH = `
with question as materialized (
  select lower($1::text) as typed,
    replace(replace(replace(lower($1::text), '\\', '\\\\'), '%', '\\%'), '_', '\\_') as escaped,
    (select string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' & ')
      from unnest(to_tsvector('simple', $1::text)))::tsquery as words
)
select id, is_exact as "isExact", text_rank + likeness as rank
from (
  select plans.id,
    coalesce(plans.search @@ question.words, false) or lower(plans.name) like '%' || question.escaped || '%' as is_exact,
    coalesce(ts_rank(plans.search, question.words), 0)::float8 as text_rank,
    word_similarity(question.typed, lower(plans.name))::float8 as likeness
  from plans, question
  where plans.deleted_at is null
) candidates
where is_exact or likeness >= ${LIKENESS}`;

/**
 * How well each plan matches the text: exactly, by full text over name, description and benefits or as part of the name, or only
 * by likeness (trigrams) of the name. All plans are weighed, which is right for hundreds and spares the write of an index.
 */
export async function searchPlans(ctx: CoreContext, text: string): Promise<Relevance> {
  const statement = { name: "catalog_search", text: SEARCH, values: [text] };
  const rows = await ctx.db.query<Match & { id: string }>(statement);
  return new Map(rows.map(({ id, rank, isExact }) => [id, { rank, isExact }]));
}
