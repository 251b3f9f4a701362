import { type ClientFailure, failureOf } from "@nexa/client";
import { ADMIN_ROLES, type AdminRole } from "@nexa/contracts/enums";
import { PASSWORD_LENGTH } from "@nexa/contracts/password-length";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { fieldErrorsOf } from "../run/field-errors.ts";

type Typed = { fullName: string; email: string; role: AdminRole; password: string };

/** Makes an account for a colleague, who is asked for a password of their own at the first sign-in. */
export function AddStaff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const queries = useQueryClient();
  const form = useForm<Typed>({ defaultValues: { role: "support" } });
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const create = useMutation({
    ...api.identity.createAdmin.mutationOptions(),
    onSuccess: ({ fullName }) => {
      toast.success(t("staff.added", { name: fullName }));
      onClose();
      return queries.invalidateQueries({ queryKey: api.identity.listAdmins.pathKey() });
    },
    onError: (error) => setFailure(failureOf(error)),
  });
  const errors = fieldErrorsOf(failure);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("staff.add")}
      actions={
        <>
          <Button onClick={onClose}>{t("run.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={create.isPending}>
            {t("staff.create")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="grid gap-4"
        onSubmit={form.handleSubmit((typed) => {
          setFailure(null);
          create.mutate(typed);
        })}
      >
        <Field label={t("staff.name")} error={errors.fullName}>
          {(control) => <Input {...control} required maxLength={100} autoFocus {...form.register("fullName")} />}
        </Field>
        <Field label={t("staff.email")} error={errors.email}>
          {(control) => <Input {...control} type="email" required autoComplete="off" {...form.register("email")} />}
        </Field>
        <Field label={t("staff.role")}>
          {(control) => (
            <Select {...control} {...form.register("role")}>
              {ADMIN_ROLES.map((role) => (
                <option key={role} value={role}>
                  {t(`staff.roles.${role}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("staff.password")} hint={t("staff.passwordHint")} error={errors.password}>
          {(control) => (
            <Input
              {...control}
              type="password"
              required
              minLength={PASSWORD_LENGTH.min}
              autoComplete="new-password"
              {...form.register("password")}
            />
          )}
        </Field>
        <FormError failure={failure} />
      </form>
    </Dialog>
  );
}
