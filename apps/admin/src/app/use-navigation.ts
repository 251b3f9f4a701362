import { roleMay } from "@nexa/contracts/permissions";
import { NAVIGATION, type NavGroup, type NavItem } from "./navigation.ts";
import { useStaff } from "./use-staff.ts";

/** The pages that the signed-in role may read, in their groups. */
export function useNavigation(): NavGroup[] {
  const { role } = useStaff();
  return NAVIGATION.map(({ name, items }: NavGroup) => ({
    name,
    items: items.filter(({ permission }) => roleMay(role, permission)),
  })).filter(({ items }) => items.length > 0);
}

/** The page that a path lies on or below. */
export function pageOfPath(groups: readonly NavGroup[], path: string): NavItem | undefined {
  const pages = groups.flatMap(({ items }) => items);
  return pages.find(({ to }) => path === to || (to !== "/" && path.startsWith(`${to}/`)));
}
