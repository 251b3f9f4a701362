import type { CoreContext } from "../context.ts";

export type CustomerAccount = {
  readonly id: string;
  readonly status: string;
  readonly passwordHash: string | null;
  readonly passwordChangedAt: Date | null;
};

/** The open account that holds a verified number (E.164), or null: one prepared read by index. */
export async function findAccountByPhone(ctx: CoreContext, phone: string): Promise<CustomerAccount | null> {
  type Row = { id: string; password_hash: string | null; password_changed_at: Date | null; status: string };
  const [row] = await ctx.db.query<Row>({
    name: "identity.customer.accountByPhone",
    text: `select id, password_hash, password_changed_at, status from customers
      where phone = $1 and phone_verified_at is not null and closed_at is null`,
    values: [phone],
  });
  if (!row) return null;
  return {
    id: row.id,
    status: row.status,
    passwordHash: row.password_hash,
    passwordChangedAt: row.password_changed_at,
  };
}
