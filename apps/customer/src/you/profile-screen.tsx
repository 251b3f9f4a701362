import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { EmailSection } from "./email-section.tsx";
import { NumberSection } from "./number-section.tsx";
import { PageHead } from "./page-head.tsx";
import { PictureEditor } from "./picture-editor.tsx";
import { keepProfile, useProfile } from "./use-profile.ts";

export function ProfileScreen() {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <PageHead title={t("you.profile")} back="/you" />
      <Card className="grid gap-6">
        <PictureEditor />
        <NameForm />
      </Card>
      <EmailSection />
      <NumberSection />
    </div>
  );
}

function NameForm() {
  const { t } = useTranslation();
  const profile = useProfile();
  const [fullName, setFullName] = useState(profile.fullName);
  const save = useMutation(
    api.customers.updateProfile.mutationOptions({
      onSuccess: (saved) => {
        keepProfile(saved);
        setFullName(saved.fullName);
        toast.success(t("you.nameSaved"));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ fullName });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={t("you.name")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="name"
            required
            maxLength={100}
            value={fullName}
            onChange={(event) => setFullName(event.target.value)}
          />
        )}
      </Field>
      <FormError failure={save.error && failureOf(save.error)} />
      <Button
        type="submit"
        variant="primary"
        className="justify-self-start"
        disabled={fullName.trim() === profile.fullName}
        isBusy={save.isPending}
      >
        {t("you.save")}
      </Button>
    </form>
  );
}
