import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Phone } from "@nexa/ui/format/display.tsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, queryClient } from "../app/api.ts";
import { ProofDialog } from "./proof-dialog.tsx";
import { keepProfile, useProfile } from "./use-profile.ts";

/** The number the customer signs in with. */
export function NumberSection() {
  const { t } = useTranslation();
  const { phoneNumber } = useProfile();
  const [isOpen, setOpen] = useState(false);
  return (
    <Card className="grid gap-3">
      <h2 className="font-medium">{t("you.signInNumber")}</h2>
      {phoneNumber && (
        <p className="text-sm">
          <Phone number={phoneNumber} />
        </p>
      )}
      <p className="text-muted-foreground text-sm">{t("you.changeNumberText")}</p>
      <Button className="justify-self-start" onClick={() => setOpen(true)}>
        {t("you.changeNumber")}
      </Button>
      {isOpen && (
        <ProofDialog
          onClose={() => setOpen(false)}
          title={t("you.changeNumber")}
          text={t("you.changeNumberNew")}
          kind="phone"
          asksPassword
          submitLabel={t("you.changeNumber")}
          request={(address) => client.customers.requestNumberChange.mutate({ phoneNumber: address })}
          confirm={async ({ address, code, password }) => {
            keepProfile(await client.customers.confirmNumberChange.mutate({ phoneNumber: address, code, password }));
            await queryClient.invalidateQueries({ queryKey: api.lines.pathKey() });
            toast.success(t("you.numberChanged"));
          }}
        />
      )}
    </Card>
  );
}
