import type { CoreContext } from "../context.ts";
import type { Relevance } from "./select-plans.ts";

// Every word may be the beginning of one in the name, description or benefits; or the text is part of the name or much like it.
// The lexemes come from PostgreSQL's own parser and are quoted, so whatever people type is a valid query.
const SEARCH = `
with question as materialized (
  select lower($1::text) as typed,
    replace(replace(replace(lower($1::text), '\\', '\\\\'), '%', '\\%'), '_', '\\_') as escaped,
    (select string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' & ')
      from unnest(to_tsvector('simple', $1::text)))::tsquery as words
)
select plans.id,
  coalesce(ts_rank(plans.search, question.words), 0)::float8 + word_similarity(question.typed, lower(plans.name))::float8 as rank
from plans, question
where plans.deleted_at is null
  and (plans.search @@ question.words
    or lower(plans.name) like '%' || question.escaped || '%'
    or question.typed <% lower(plans.name))`;

/** How well each plan matches the text, by full text over name, description and benefits and trigrams of the name. */
export async function searchPlans(ctx: CoreContext, text: string): Promise<Relevance> {
  const statement = { name: "catalog_search", text: SEARCH, values: [text] };
  const rows = await ctx.db.query<{ id: string; rank: number }>(statement);
  return new Map(rows.map(({ id, rank }) => [id, rank]));
}
