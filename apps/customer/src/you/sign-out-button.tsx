import { failureOf, session } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useNavigate } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { leaveAccount } from "./leave-account.ts";

export function SignOutButton() {
  const { t } = useTranslation();
  const text = useFailureText();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const signOut = async () => {
    setBusy(true);
    try {
      await session.signOutCustomer();
      await navigate({ to: "/sign-in" });
      await leaveAccount();
    } catch (error) {
      toast.error(text(failureOf(error)));
      setBusy(false);
    }
  };
  return (
    <Button className="justify-self-start" isBusy={isBusy} onClick={() => void signOut()}>
      <LogOut aria-hidden />
      {t("you.signOut")}
    </Button>
  );
}
