/** The two kinds of user who sign in. Each has its own session and refresh token tables. */
export type AccountKind = "customer" | "admin";

const DAY_SECONDS = 86_400;

export const ACCESS_TOKEN_SECONDS = 1_800;
/** Life of a refresh token and, from the last refresh, of its session. */
export const REFRESH_TOKEN_SECONDS = 7 * DAY_SECONDS;
/** How long after a rotation the same successor is answered again, so that a lost reply signs nobody out. */
export const REFRESH_GRACE_SECONDS = 20;

type KindFacts = {
  /** Table names; constants, so that they may stand in SQL text. */
  readonly sessions: string;
  readonly refreshTokens: string;
  readonly users: string;
  /** SQL of the user's role; customers have none. */
  readonly role: string;
  /** The statuses in which an account may sign in and use its sessions. */
  readonly openStatuses: readonly string[];
  readonly cookieName: string;
  readonly cookieSeconds: number;
};

export const KINDS: Readonly<Record<AccountKind, KindFacts>> = {
  customer: {
    sessions: "customer_sessions",
    refreshTokens: "customer_refresh_tokens",
    users: "customers",
    role: "null",
    openStatuses: ["active", "inactive"],
    cookieName: "nexa_customer",
    cookieSeconds: 30 * DAY_SECONDS,
  },
  admin: {
    sessions: "admin_sessions",
    refreshTokens: "admin_refresh_tokens",
    users: "admins",
    role: "u.role",
    openStatuses: ["active"],
    cookieName: "nexa_admin",
    cookieSeconds: DAY_SECONDS,
  },
};
