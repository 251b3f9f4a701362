import type { ContentTables, Shelf } from "../tables.ts";
import type { Run } from "./postgres-tables.ts";

type Shelves = Pick<ContentTables, "shelves" | "append" | "setOrder" | "detach" | "publish" | "unpublish" | "putShelf">;

const INSERT = "insert into content_shelves (generation, kind, locale, ids, published_id)";
const ON_CONFLICT = "on conflict (generation, kind, locale) do update set";
const WHERE = "where generation = $1 and kind = $2 and locale = $3";

export function postgresShelves(run: Run): Shelves {
  return {
    shelves: (generation, kind, locale) =>
      run<Shelf>(
        `select kind, locale, ids, published_id as "publishedId" from content_shelves
         where generation = $1 and kind = $2 and ($3::text is null or locale = $3)`,
        [generation, kind, locale ?? null],
      ),
    append: async (generation, { kind, locale }, id) => {
      await run(
        `${INSERT} values ($1, $2, $3, array[$4::uuid], null) ${ON_CONFLICT} ids =
         case when $4::uuid = any(content_shelves.ids) then content_shelves.ids
         else array_append(content_shelves.ids, $4::uuid) end`,
        [generation, kind, locale, id],
      );
    },
    setOrder: async (generation, { kind, locale }, ids) => {
      await run(`${INSERT} values ($1, $2, $3, $4::uuid[], null) ${ON_CONFLICT} ids = excluded.ids`, [
        generation,
        kind,
        locale,
        ids,
      ]);
    },
    detach: async (generation, { kind, locale }, id) => {
      await run(
        `update content_shelves set ids = array_remove(ids, $4::uuid), published_id = nullif(published_id, $4::uuid) ${WHERE}`,
        [generation, kind, locale, id],
      );
    },
    publish: async (generation, { kind, locale }, id) => {
      await run(`${INSERT} values ($1, $2, $3, '{}', $4) ${ON_CONFLICT} published_id = excluded.published_id`, [
        generation,
        kind,
        locale,
        id,
      ]);
    },
    unpublish: async (generation, { kind, locale }, id) => {
      await run(`update content_shelves set published_id = nullif(published_id, $4::uuid) ${WHERE}`, [
        generation,
        kind,
        locale,
        id,
      ]);
    },
    putShelf: async (generation, { kind, locale, ids, publishedId }) => {
      await run(
        `${INSERT} values ($1, $2, $3, $4::uuid[], $5) ${ON_CONFLICT} ids = excluded.ids, published_id = excluded.published_id`,
        [generation, kind, locale, ids, publishedId],
      );
    },
  };
}
