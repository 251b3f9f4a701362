import { sqlState } from "@nexa/db";

const RETRIED_SQLSTATES = new Set(["40P01", "40001"]);
const MAX_TRIES = 5;

/** Runs a statement that locks rows, again when PostgreSQL chose it as the victim of a deadlock. */
export async function runLocking<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= MAX_TRIES || !RETRIED_SQLSTATES.has(sqlState(error) ?? "")) throw error;
    }
  }
}
