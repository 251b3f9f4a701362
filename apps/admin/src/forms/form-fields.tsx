import { cn } from "@nexa/ui/class-names";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input, Textarea } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import type { ReactNode } from "react";
import type { FieldValues, Path, RegisterOptions, UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { numberOf } from "./amounts.ts";

type Common<T extends FieldValues> = {
  form: UseFormReturn<T>;
  name: Path<T>;
  label: string;
  hint?: ReactNode;
  isRequired?: boolean;
  className?: string;
};

/** What is registered with a control: its rules, and no text of spaces only where it is needed. */
function useRules<T extends FieldValues>(isRequired: boolean | undefined, rules?: RegisterOptions<T, Path<T>>) {
  const { t } = useTranslation();
  return {
    ...rules,
    validate: {
      ...(isRequired && { isGiven: (value: string) => String(value ?? "").trim() !== "" || t("forms.required") }),
      ...(rules?.validate as object),
    },
  } as RegisterOptions<T, Path<T>>;
}

function errorOf<T extends FieldValues>({ form, name }: Common<T>): string | undefined {
  const { error } = form.getFieldState(name, form.formState);
  return error?.message;
}

/** A text of one line. */
export function TextField<T extends FieldValues>(
  props: Common<T> & { type?: string; maxLength?: number; placeholder?: string; autoFocus?: boolean },
) {
  const { form, name, label, hint, isRequired, className, ...input } = props;
  const rules = useRules<T>(isRequired);
  return (
    <Field label={label} hint={hint} error={errorOf(props)} className={cn("content-start", className)}>
      {(control) => (
        <Input {...control} {...input} aria-required={isRequired} autoComplete="off" {...form.register(name, rules)} />
      )}
    </Field>
  );
}

/** A number as people type it, in the unit that its label names. */
export function NumberField<T extends FieldValues>(
  props: Common<T> & { min?: number; max?: number; isWhole?: boolean; unit?: string },
) {
  const { t } = useTranslation();
  const { form, name, label, hint, isRequired, className, min = 0, max, isWhole, unit } = props;
  const isFine = (typed: string) => {
    const number = numberOf(String(typed ?? ""));
    if (number === null) return true;
    if (Number.isNaN(number) || (isWhole && !Number.isInteger(number))) return t("forms.notANumber");
    if (number < min) return t("forms.atLeast", { min });
    return max === undefined || number <= max || t("forms.atMost", { max });
  };
  const rules = useRules<T>(isRequired, { validate: { isFine } } as RegisterOptions<T, Path<T>>);
  return (
    <Field label={label} hint={hint} error={errorOf(props)} className={cn("content-start", className)}>
      {(control) => (
        <span className="relative block">
          <Input
            {...control}
            inputMode={isWhole ? "numeric" : "decimal"}
            aria-required={isRequired}
            autoComplete="off"
            className={unit ? "tabular pr-14" : "tabular"}
            {...form.register(name, rules)}
          />
          {unit && (
            <span
              aria-hidden
              className="absolute inset-y-0 right-3 grid place-items-center text-muted-foreground text-sm"
            >
              {unit}
            </span>
          )}
        </span>
      )}
    </Field>
  );
}

/** A text of several lines. */
export function AreaField<T extends FieldValues>(props: Common<T> & { rows?: number; maxLength?: number }) {
  const { form, name, label, hint, isRequired, className, ...area } = props;
  const rules = useRules<T>(isRequired);
  return (
    <Field label={label} hint={hint} error={errorOf(props)} className={cn("content-start", className)}>
      {(control) => <Textarea {...control} {...area} aria-required={isRequired} {...form.register(name, rules)} />}
    </Field>
  );
}

export function SelectField<T extends FieldValues>(props: Common<T> & { children: ReactNode }) {
  const { form, name, label, hint, isRequired, className } = props;
  const rules = useRules<T>(isRequired);
  return (
    <Field label={label} hint={hint} error={errorOf(props)} className={cn("content-start", className)}>
      {(control) => (
        <Select {...control} aria-required={isRequired} {...form.register(name, rules)}>
          {props.children}
        </Select>
      )}
    </Field>
  );
}

/** A yes or no with its words beside it. */
export function CheckField<T extends FieldValues>(props: Common<T>) {
  const { form, name, label, hint, className } = props;
  return (
    <label className={`flex min-h-10 cursor-pointer items-start gap-3 py-2 text-sm ${className ?? ""}`}>
      <input type="checkbox" className="mt-0.5 size-4 accent-brand" {...form.register(name)} />
      <span>
        {label}
        {hint && <span className="block text-muted-foreground">{hint}</span>}
      </span>
    </label>
  );
}
