import { connectDatabase } from "@nexa/db";
import type { Backup } from "./fastapi.fixture.ts";

/** The tables of the FastAPI edition, as far as the import reads them, with a column that it does not know. */
const TABLES = `create schema fastapi; set search_path = fastapi;
  create table categories (category_id serial primary key, category_name varchar(100) not null, created_at timestamp);
  create table plans (plan_id serial primary key, category_id int references categories, plan_name varchar(100) not null, plan_type varchar(20) not null,
    price numeric(10, 2) not null, validity_days int not null, data_allowance_gb numeric(10, 3), description text, is_topup boolean not null default false,
    is_featured boolean not null default false, status varchar(20) not null default 'active', created_at timestamp);
  create table customers (customer_id serial primary key, phone_number varchar(20), full_name varchar(200), password_hash varchar(255),
    account_status varchar(20), profile_picture_url text, created_at timestamp);
  create table transactions (transaction_id serial primary key, customer_id int, plan_id int, recipient_phone_number varchar(20), final_amount numeric(10, 3),
    payment_status varchar(20), payment_method varchar(30), transaction_type varchar(40), transaction_date timestamp);
  create table subscriptions (subscription_id serial primary key, customer_id int, plan_id int, phone_number varchar(20), activation_date timestamp,
    expiry_date timestamp);`;

export type FastapiDatabase = { url: string; insert(rows: Partial<Backup>): Promise<void>; drop(): Promise<void> };

/** Those tables in a scratch database. The address answered reads only them. */
export async function aFastapiDatabase(database: { url: string; drop(): Promise<void> }): Promise<FastapiDatabase> {
  const db = connectDatabase({ url: database.url, name: "test", maxConnections: 1 });
  await db.query({ text: TABLES });
  return {
    url: `${database.url}${database.url.includes("?") ? "&" : "?"}options=-c%20search_path%3Dfastapi`,
    insert: async (rows) => {
      for (const [table, records] of Object.entries(rows)) {
        for (const record of records) {
          const columns = Object.keys(record);
          const places = columns.map((_, index) => `$${index + 1}`);
          await db.query({
            text: `insert into fastapi.${table} (${columns.join(", ")}) values (${places.join(", ")})`,
            values: Object.values(record),
          });
        }
      }
    },
    drop: async () => {
      await db.close();
      await database.drop();
    },
  };
}
