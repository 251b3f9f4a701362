import { type ClientFailure, failureOf } from "@nexa/client";
import type { StaffCategory } from "@nexa/contracts/catalog";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { TextField } from "../forms/form-fields.tsx";
import { invalidateCatalog } from "./use-catalog.ts";

/** Names a new category or renames one. */
export function CategoryDialog({ category, onClose }: { category: StaffCategory | null; onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm({ defaultValues: { name: category?.name ?? "" } });
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const submit = form.handleSubmit(async ({ name }) => {
    try {
      if (category) await client.catalog.updateCategory.mutate({ categoryId: category.id, name });
      else await client.catalog.createCategory.mutate({ name });
      await invalidateCatalog();
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={category ? t("catalog.categories.renameTitle") : t("catalog.categories.new")}
    >
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <TextField form={form} name="name" label={t("catalog.plan.name")} maxLength={100} isRequired autoFocus />
        <FormError failure={failure} />
        <Button type="submit" variant="primary" isBusy={form.formState.isSubmitting}>
          {t("forms.save")}
        </Button>
      </form>
    </Dialog>
  );
}

/** A category with plans cannot be deleted, and is told so before anybody tries. */
export function DeleteCategoryDialog({ category, onClose }: { category: StaffCategory; onClose: () => void }) {
  const { t } = useTranslation();
  const removal = useMutation({
    ...api.catalog.deleteCategory.mutationOptions(),
    onSuccess: async () => {
      await invalidateCatalog();
      onClose();
    },
  });
  const title = t("catalog.categories.deleteTitle", { name: category.name });
  if (category.planCount > 0) {
    return (
      <Dialog isOpen onClose={onClose} title={title} actions={<Button onClick={onClose}>{t("forms.close")}</Button>}>
        <p className="text-sm">{t("catalog.categories.hasPlans", { count: category.planCount })}</p>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={title}
      confirmLabel={t("forms.delete")}
      onConfirm={() => removal.mutate({ categoryId: category.id })}
      isBusy={removal.isPending}
      isDangerous
    >
      <p>{t("catalog.categories.deleteEffect")}</p>
      <FormError failure={removal.error ? failureOf(removal.error) : null} />
    </ConfirmDialog>
  );
}
