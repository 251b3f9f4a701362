import { type ClientFailure, failureOf } from "@nexa/client";
import type { Admin } from "@nexa/contracts";
import { ADMIN_ROLES, type AdminRole } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { fieldErrorsOf } from "../run/field-errors.ts";

export function EditStaff({ admin }: { admin: Admin }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const form = useForm<{ fullName: string; role: AdminRole }>({
    defaultValues: { fullName: admin.fullName, role: admin.role },
  });
  const update = useMutation({
    ...api.identity.updateAdmin.mutationOptions(),
    onSuccess: async ({ fullName, role }) => {
      toast.success(t("staff.saved"));
      form.reset({ fullName, role });
      await queries.invalidateQueries({ queryKey: api.identity.listAdmins.pathKey() });
      await queries.invalidateQueries({ queryKey: api.identity.getProfile.pathKey() });
    },
    onError: (error) => setFailure(failureOf(error)),
  });
  return (
    <form
      className="grid gap-4 border-t pt-4"
      onSubmit={form.handleSubmit((typed) => {
        setFailure(null);
        update.mutate({ adminId: admin.id, ...typed });
      })}
    >
      <Field label={t("staff.name")} error={fieldErrorsOf(failure).fullName}>
        {(control) => <Input {...control} required maxLength={100} {...form.register("fullName")} />}
      </Field>
      <Field label={t("staff.role")} hint={t("staff.roleHint")}>
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
      <FormError failure={failure} />
      <div>
        <Button type="submit" variant="primary" disabled={!form.formState.isDirty} isBusy={update.isPending}>
          {t("staff.save")}
        </Button>
      </div>
    </form>
  );
}
