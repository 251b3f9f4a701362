import { expect, it } from "vitest";
import { createTestCore } from "./create-test-core.ts";

it("mints customers with their line, plans and staff on a database of its own", async () => {
  const core = await createTestCore();
  const customer = await core.customer();
  const plan = await core.plan({ priceMinor: 19_900 });
  const admin = await core.admin("finance");
  const [row] = await core.runtime.db.query<{ phone: string; owned: boolean; version: number }>({
    text: "select phone, owner_id = $1 as owned, (select version from catalog_version) from lines where id = $2",
    values: [customer.id, customer.lineId],
  });
  expect(row).toEqual({ phone: customer.phone, owned: true, version: 2 });
  expect(plan.priceMinor).toBe(19_900);
  expect(admin.actor.role).toBe("finance");
  await core.close();
});
