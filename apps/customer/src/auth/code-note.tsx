import { Button } from "@nexa/ui/components/button.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const SECONDS_PER_MINUTE = 60;

/** Where the code went and how long it is good, with ways out when it does not come. */
export function CodeNote(props: {
  phoneNumber: string;
  expiresIn: number;
  onAgain: () => Promise<unknown>;
  onOtherNumber?: () => void;
}) {
  const { t } = useTranslation();
  const [isResent, setResent] = useState(false);
  const again = async () => {
    setResent(false);
    await props.onAgain();
    setResent(true);
  };
  return (
    <div className="grid gap-1 text-muted-foreground text-sm">
      <p>
        {t("front.code.sent", {
          phone: groupPhone(props.phoneNumber),
          minutes: Math.round(props.expiresIn / SECONDS_PER_MINUTE),
        })}
      </p>
      <p role="status">{isResent && t("front.code.resent")}</p>
      <div className="flex flex-wrap gap-x-4">
        <Button variant="link" className="min-h-10" onClick={() => void again()}>
          {t("front.code.again")}
        </Button>
        {props.onOtherNumber && (
          <Button variant="link" className="min-h-10" onClick={props.onOtherNumber}>
            {t("front.code.otherNumber")}
          </Button>
        )}
      </div>
    </div>
  );
}
