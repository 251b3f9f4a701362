// The floors that are HTTP servers: a bare Hono handler each, in its own process. Started by the rows.
import { createAdaptorServer } from "@hono/node-server";
import { CreateRechargeInput } from "@nexa/contracts";
import { verifyAccessToken } from "@nexa/core/identity/access-token";
import { Hono } from "hono";
import { Pool } from "pg";
import { answerJobs } from "../stack/child-side.ts";
import { type CoreOptions, openCore } from "../world/bench-core.ts";

/** Which handler: given bytes, a token check with a parsed recharge, or one indexed select. */
export type BareServerJob =
  | { kind: "bytes"; path: string; headers: Record<string, string>; body: string }
  | { kind: "recharge"; path: string; core: CoreOptions; body: string }
  | { kind: "select"; path: string; databaseUrl: string; ids: string[] };

const CONNECTIONS = 16;

function addBytes(app: Hono, { path, headers, body }: Extract<BareServerJob, { kind: "bytes" }>): void {
  app.get(path, () => new Response(body, { headers }));
}

function addRecharge(app: Hono, { path, core, body }: Extract<BareServerJob, { kind: "recharge" }>): void {
  const { runtime } = openCore(core);
  app.post(path, async (c) => {
    await verifyAccessToken(runtime, c.req.header("authorization")?.slice("Bearer ".length) ?? "");
    CreateRechargeInput.parse({ ...(await c.req.json()), idempotencyKey: c.req.header("idempotency-key") });
    return new Response(body, { status: 201, headers: { "content-type": "application/json" } });
  });
}

function addSelect(app: Hono, { path, databaseUrl, ids }: Extract<BareServerJob, { kind: "select" }>): void {
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS, options: "-c timezone=UTC" });
  let next = 0;
  app.get(path, async (c) => {
    next = (next + 1) % ids.length;
    const { rows } = await pool.query({
      name: "bare.profile",
      text: `select id, phone, phone_verified_at, full_name, email, email_verified_at, language, status, last_active_plan_at, created_at
        from customers where id = $1`,
      values: [ids[next]],
    });
    return c.json(rows[0]);
  });
}

async function run(job: BareServerJob): Promise<{ port: number }> {
  const app = new Hono();
  if (job.kind === "bytes") addBytes(app, job);
  else if (job.kind === "recharge") addRecharge(app, job);
  else addSelect(app, job);
  const server = createAdaptorServer({ fetch: app.fetch });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the system gave no port");
  return { port: address.port };
}

answerJobs(run);
