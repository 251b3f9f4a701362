import type { SecondaryNumber } from "@nexa/contracts";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { CodeSheet } from "../family/code-sheet.tsx";
import { refreshPostpaid } from "./refresh-postpaid.ts";

/** The code that the number got lets it join. */
export function SecondaryCode({ secondary, onClose }: { secondary: SecondaryNumber; onClose: () => void }) {
  const { t } = useTranslation();
  const { phoneNumber } = secondary;
  const confirm = useMutation(
    api.postpaid.confirmSecondaryNumber.mutationOptions({
      onSuccess: () => {
        toast.success(t("postpaid.joined", { phone: groupPhone(phoneNumber) }));
        void refreshPostpaid();
        onClose();
      },
    }),
  );
  return (
    <CodeSheet
      phoneNumber={phoneNumber}
      onClose={onClose}
      onCode={(code) => confirm.mutate({ secondaryId: secondary.id, code })}
      isBusy={confirm.isPending}
      error={confirm.error}
    />
  );
}
