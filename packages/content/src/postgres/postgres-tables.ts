import type { ContentKind, ContentLocale, ContentState } from "../documents.ts";
import { type ContentRecord, type ContentTables, FIRST_GENERATION, type Live } from "../tables.ts";
import { ask, type PostgresQuery } from "./query.ts";
import { postgresShelves } from "./shelves.ts";

type RecordRow = {
  id: string;
  kind: ContentKind;
  locale: ContentLocale;
  revision: number;
  body: Record<string, unknown>;
};
type HeadRow = { id: string; locale: ContentLocale; state: ContentState };

const COLUMNS = "id, kind, locale, revision, body";

/** Every step is one statement, so it is whole or not at all. */
export function postgresTables(db: PostgresQuery): ContentTables {
  const run = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) => ask<Row>(db, text, values);
  return {
    provider: "postgres",
    ...postgresRecords(run),
    ...postgresShelves(run),
    ...postgresGenerations(run),
    ping: async () => {
      await run("select 1 from content_live");
    },
    close: async () => undefined,
  };
}

export type Run = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

type Records = Pick<ContentTables, "find" | "findMany" | "heads" | "insert" | "insertMany" | "replace" | "remove">;

function postgresRecords(run: Run): Records {
  return {
    find: async (generation, id) => {
      const [row] = await run<RecordRow>(`select ${COLUMNS} from content_documents where generation = $1 and id = $2`, [
        generation,
        id,
      ]);
      return row ?? null;
    },
    findMany: (generation, ids) =>
      run<RecordRow>(`select ${COLUMNS} from content_documents where generation = $1 and id = any($2::uuid[])`, [
        generation,
        ids,
      ]),
    heads: (generation, { kind, locale = null, category = null }) =>
      run<HeadRow>(
        `select id, locale, body ->> 'state' as state from content_documents
         where generation = $1 and kind = $2 and ($3::text is null or locale = $3) and ($4::text is null or category = $4)`,
        [generation, kind, locale, category],
      ),
    insert: async (generation, record) => (await insertAll(run, generation, [record], "on conflict do nothing")) === 1,
    insertMany: async (generation, records) => {
      await insertAll(run, generation, records, "");
    },
    replace: async (generation, { id, revision: next, body }, revision) => {
      const rows = await run(
        `update content_documents set revision = $4, body = $5::jsonb
         where generation = $1 and id = $2 and revision = $3 returning id`,
        [generation, id, revision, next, JSON.stringify(body)],
      );
      return rows.length === 1;
    },
    remove: async (generation, id, revision) => {
      const [row] = await run<RecordRow>(
        `delete from content_documents
         where generation = $1 and id = $2 and ($3::int is null or revision = $3) returning ${COLUMNS}`,
        [generation, id, revision],
      );
      return row ?? null;
    },
  };
}

async function insertAll(
  run: Run,
  generation: string,
  records: readonly ContentRecord[],
  onConflict: string,
): Promise<number> {
  const rows = await run(
    `insert into content_documents (generation, ${COLUMNS})
     select $1::uuid, id, kind, locale, revision, body
     from jsonb_to_recordset($2::jsonb) as given (id uuid, kind text, locale text, revision int, body jsonb)
     ${onConflict} returning id`,
    [generation, JSON.stringify(records)],
  );
  return rows.length;
}

type Generations = Pick<ContentTables, "live" | "setLive" | "stages" | "putStage" | "dropGeneration">;

function postgresGenerations(run: Run): Generations {
  return {
    live: async () => {
      const [row] = await run<Live>("select generation, previous from content_live");
      return row ?? { generation: FIRST_GENERATION, previous: null };
    },
    setLive: async (from, to) => {
      const rows = await run(
        `insert into content_live (id, generation, previous) values (1, $2, $3)
         on conflict (id) do update set generation = excluded.generation, previous = excluded.previous
         where content_live.generation = $1 returning id`,
        [from.generation, to.generation, to.previous],
      );
      return rows.length === 1;
    },
    stages: () =>
      run<{ token: string; count: number | null }>(
        "select generation as token, documents as count from content_stages order by generation",
      ),
    putStage: async (token, count) => {
      await run(
        `insert into content_stages (generation, documents) values ($1, $2)
         on conflict (generation) do update set documents = excluded.documents`,
        [token, count],
      );
    },
    dropGeneration: async (generation) => {
      await run(
        `with documents as (delete from content_documents where generation = $1),
           shelves as (delete from content_shelves where generation = $1)
         delete from content_stages where generation = $1`,
        [generation],
      );
    },
  };
}
