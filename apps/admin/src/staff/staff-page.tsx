import { Card } from "@nexa/ui/components/card.tsx";
import { useTranslation } from "react-i18next";
import { PageHead } from "../run/page-head.tsx";
import { useStaffNames } from "../run/use-staff-names.ts";
import { StaffDetail } from "./staff-detail.tsx";

export function StaffPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const nameOf = useStaffNames();
  return (
    <>
      <PageHead title={nameOf(id)} text={t("staff.member")} />
      <Card className="max-w-2xl">
        <StaffDetail id={id} />
      </Card>
    </>
  );
}
