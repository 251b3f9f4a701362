import { ADMIN_ROLES, ADMIN_STATUSES, type AdminRole, type AdminStatus } from "@nexa/contracts/enums";

/** `open` is the member of staff whose panel is open. */
export type StaffSearch = { role?: AdminRole; status?: AdminStatus; open?: string; add?: true };

export function readStaffSearch(search: Record<string, unknown>): StaffSearch {
  const role = ADMIN_ROLES.find((each) => each === search.role);
  const status = ADMIN_STATUSES.find((each) => each === search.status);
  return {
    ...(role && { role }),
    ...(status && { status }),
    ...(typeof search.open === "string" && { open: search.open }),
    ...(search.add === true && { add: true }),
  };
}
