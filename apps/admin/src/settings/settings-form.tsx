import { type ClientFailure, failureOf } from "@nexa/client";
import type { SettingDetail, UpdateSettingsInput } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { fieldErrorsOf } from "../run/field-errors.ts";
import { useStaffNames } from "../run/use-staff-names.ts";
import { SettingField } from "./setting-field.tsx";
import { isSettingName, SETTING_GROUPS, type SettingGroup, type SettingName } from "./setting-groups.ts";
import { fromTyped, toTyped } from "./setting-value.ts";

type Known = { name: SettingName; detail: SettingDetail };

/** The settings of one group. Only what was changed is sent. */
export function SettingsForm({ group, details }: { group: SettingGroup; details: readonly SettingDetail[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Partial<Record<SettingName, string>>>({});
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const known = settingsOf(group, details);
  const changed = known.filter(
    ({ name, detail }) => (typed[name] ?? toTyped(detail.value, detail)) !== toTyped(detail.value, detail),
  );
  const update = useMutation({
    ...api.settings.update.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.settings.get.pathKey() });
      await queries.invalidateQueries({ queryKey: api.settings.listChanges.pathKey() });
      if (group === "backups") await queries.invalidateQueries({ queryKey: api.backups.getSchedule.pathKey() });
      setTyped({});
      toast.success(t("settings.saved"));
    },
    onError: (error) => setFailure(failureOf(error)),
  });
  const submit = () => {
    setFailure(null);
    const values = changed.map(({ name, detail }) => [name, fromTyped(typed[name] ?? "", detail)]);
    update.mutate(Object.fromEntries(values) as UpdateSettingsInput);
  };
  const errors = fieldErrorsOf(failure);
  return (
    <Card className="max-w-3xl">
      <form
        className="grid gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
          {known.map(({ name, detail }) => (
            <SettingField
              key={name}
              {...{ name, detail }}
              typed={typed[name] ?? toTyped(detail.value, detail)}
              error={errorOf(errors, name)}
              onType={(text) => setTyped({ ...typed, [name]: text })}
            />
          ))}
        </div>
        <FormError failure={failure} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" disabled={changed.length === 0} isBusy={update.isPending}>
            {t("settings.save")}
          </Button>
          {changed.length > 0 && <Button onClick={() => setTyped({})}>{t("settings.undo")}</Button>}
          <LastChange known={known} />
        </div>
      </form>
    </Card>
  );
}

function LastChange({ known }: { known: readonly Known[] }) {
  const { t } = useTranslation();
  const nameOf = useStaffNames();
  const [last] = known
    .map(({ detail }) => detail)
    .filter(({ changedAt }) => changedAt !== null)
    .sort((a, b) => (b.changedAt ?? "").localeCompare(a.changedAt ?? ""));
  if (!last?.changedAt) return null;
  return (
    <p className="text-muted-foreground text-sm">
      {t("settings.lastChange", { name: last.changedBy ? nameOf(last.changedBy) : t("run.actors.system") })}{" "}
      <Moment at={last.changedAt} />
    </p>
  );
}

/** A list's error names its place in the list too. */
function errorOf(errors: Record<string, string | undefined>, name: string): string | undefined {
  return errors[name] ?? Object.entries(errors).find(([path]) => path.startsWith(`${name}.`))?.[1];
}

export function settingsOf(group: SettingGroup, details: readonly SettingDetail[]): Known[] {
  const names: readonly SettingName[] = SETTING_GROUPS[group];
  return names.flatMap((name) => {
    const detail = details.find((each) => each.name === name);
    return detail && isSettingName(detail.name) ? [{ name, detail }] : [];
  });
}
