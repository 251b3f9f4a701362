import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { useStaff } from "../app/use-staff.ts";

const ID_CHARS = 8;

/** Names by id. Only owners may read all of them: others see their own, and the beginning of an id. */
export function useStaffNames(): (id: string) => string {
  const { t } = useTranslation();
  const me = useStaff();
  const isOwner = useMay("staff.manage");
  const all = useQuery({
    ...api.identity.listAdmins.queryOptions({ limit: 500 }),
    enabled: isOwner,
    staleTime: 60_000,
  });
  return (id) => {
    if (id === me.id) return me.fullName;
    const known = all.data?.items.find((each) => each.id === id);
    return known?.fullName ?? t("run.staffId", { id: id.slice(-ID_CHARS) });
  };
}
