import type { CustomerSummary, Profile } from "@nexa/contracts";
import type { customers } from "@nexa/db";

export type CustomerRow = typeof customers.$inferSelect;

/** What a profile is made of: no hash among it. */
export type ProfileRow = Pick<
  CustomerRow,
  | "id"
  | "phone"
  | "phoneVerifiedAt"
  | "fullName"
  | "email"
  | "emailVerifiedAt"
  | "pictureId"
  | "language"
  | "status"
  | "lastActivePlanAt"
  | "createdAt"
>;

const DAY_MS = 86_400_000;

/** An account as its customer sees it. Inactivity is derived: days without a plan, 0 while one runs. */
export function toProfile(row: ProfileRow, now: Date): Profile {
  return {
    id: row.id,
    phoneNumber: row.phone,
    isPhoneVerified: row.phoneVerifiedAt !== null,
    fullName: row.fullName,
    email: row.email,
    isEmailVerified: row.emailVerifiedAt !== null,
    pictureId: row.pictureId,
    language: row.language,
    status: row.status,
    lastActivePlanAt: row.lastActivePlanAt?.toISOString() ?? null,
    daysInactive: daysInactive(row.lastActivePlanAt ?? row.createdAt, now),
    createdAt: row.createdAt.toISOString(),
  };
}

/** An account as staff see it in lists. */
export function toSummary(row: ProfileRow & Pick<CustomerRow, "statusReason">, now: Date): CustomerSummary {
  return { ...toProfile(row, now), statusReason: row.statusReason };
}

/** Whole days from the last plan's end (or sign-up, where there never was one) to `now`; never negative. */
export function daysInactive(since: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS));
}
