import type { World } from "./world.fixture.ts";

/** Worlds whose sums are not what the tables add up to. */
export const ANALYTICS_DAMAGES: readonly (readonly [check: string, how: string, damage: (ids: World) => string])[] = [
  [
    "analytics.sales",
    "what was sold was passed over",
    () => "update analytics_cursor set counted_below = pg_current_xact_id()",
  ],
  [
    "analytics.planSales",
    "a plan is said to have sold more",
    () => `update analytics_cursor set counted_below = '1';
      insert into analytics_plan_sales select '2020-01-01', null, 0, 1, 0, 0, 0, 0, 100, 0, 0`,
  ],
  [
    "analytics.registered",
    "customers were passed over",
    () => "update analytics_cursor set counted_below = pg_current_xact_id()",
  ],
];
