import { Button } from "@nexa/ui/components/button.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api, client, queryClient } from "../app/api.ts";
import { linesQuery } from "../app/use-line.ts";
import { CodeNote } from "./code-note.tsx";
import { CodeField } from "./fields.tsx";
import { useSubmit } from "./use-submit.ts";

/** The way out for an account whose number was never confirmed. */
export function ConfirmNumberScreen() {
  const { t } = useTranslation();
  const form = useForm<{ code: string }>();
  const navigate = useNavigate();
  const { failure, isBusy, submit } = useSubmit();
  const [sent, setSent] = useState<{ expiresIn: number } | null>(null);
  const phone = useSuspenseQuery(api.customers.getProfile.queryOptions({})).data.phoneNumber ?? "";
  const requestCode = async () => setSent(await client.identity.requestPhoneVerification.mutate({}));
  const confirm = async (code: string) => {
    const profile = await client.identity.confirmPhone.mutate({ code });
    queryClient.setQueryData(api.customers.getProfile.queryKey({}), profile);
    await queryClient.invalidateQueries({ queryKey: linesQuery().queryKey });
    toast.success(t("front.confirm.done"));
    await navigate({ to: "/", replace: true });
  };
  return (
    <form
      onSubmit={form.handleSubmit(({ code }) => submit(() => (sent === null ? requestCode() : confirm(code))))}
      className="grid max-w-sm gap-4"
    >
      <h1 className="font-semibold text-xl">{t("front.confirm.title")}</h1>
      {sent === null ? (
        <p className="text-muted-foreground text-sm">{t("front.confirm.text", { phone: groupPhone(phone) })}</p>
      ) : (
        <>
          <CodeNote phoneNumber={phone} expiresIn={sent.expiresIn} onAgain={() => submit(requestCode)} />
          <CodeField autoFocus {...form.register("code")} />
        </>
      )}
      <FormError failure={failure} />
      <Button type="submit" variant="primary" size="lg" isBusy={isBusy}>
        {t(sent === null ? "front.register.sendCode" : "front.confirm.submit")}
      </Button>
    </form>
  );
}
