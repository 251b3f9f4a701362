import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";

/** A secret that is told this once, to be copied. */
export function OnceShown({ label, hint, value }: { label: string; hint: string; value: string }) {
  const { t } = useTranslation();
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => toast.success(t("run.copied")),
      () => toast.error(t("run.copyFailed")),
    );
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <span className="flex gap-2">
          <Input {...control} readOnly value={value} onFocus={(event) => event.target.select()} />
          <Button onClick={() => void copy()}>
            <Copy aria-hidden /> {t("run.copy")}
          </Button>
        </span>
      )}
    </Field>
  );
}
