import { Card } from "@nexa/ui/components/card.tsx";
import { useTranslation } from "react-i18next";
import { CloseAccount } from "./close-account.tsx";
import { PageHead } from "./page-head.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PushDeviceList } from "./push-device-list.tsx";
import { SessionList } from "./session-list.tsx";

export function SecurityScreen() {
  const { t } = useTranslation();
  return (
    <div className="grid gap-6">
      <PageHead title={t("you.security")} back="/you" />
      <SessionList />
      <PushDeviceList />
      <Card>
        <PasswordForm />
      </Card>
      <CloseAccount />
    </div>
  );
}
