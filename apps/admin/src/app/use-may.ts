import { type Permission, roleMay } from "@nexa/contracts/permissions";
import { useStaff } from "./use-staff.ts";

/** Whether the signed-in staff's role may do something: what it may not is absent. The server refuses it all the same. */
export function useMay(permission: Permission): boolean {
  return roleMay(useStaff().role, permission);
}
