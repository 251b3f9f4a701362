import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { LANGUAGES } from "@nexa/ui/i18n/create-i18n";
import { THEMES, useTheme } from "@nexa/ui/theme";
import { LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { signOut } from "../sign-out.ts";
import { useStaff } from "../use-staff.ts";
import { PasswordForm } from "./password-form.tsx";
import { SessionsTable } from "./sessions-table.tsx";

/** One's own account: who one is here, how the console looks, the password, and where one is signed in. */
export function ProfileScreen() {
  const { t } = useTranslation();
  const staff = useStaff();
  return (
    <div className="grid gap-5">
      <header className="flex flex-wrap items-center gap-3">
        <div className="grow">
          <h1 className="font-semibold text-xl">{staff.fullName}</h1>
          <p className="flex items-center gap-2 text-muted-foreground text-sm">
            {staff.email}
            <Badge>{t(`roles.${staff.role}`)}</Badge>
          </p>
        </div>
        <Button onClick={() => void signOut()}>
          <LogOut />
          {t("profile.signOut")}
        </Button>
      </header>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Looks />
        <Card>
          <h2 className="mb-3 font-semibold text-base">{t("profile.password")}</h2>
          <PasswordForm />
        </Card>
      </div>
      <section className="grid gap-3">
        <h2 className="font-semibold text-base">{t("profile.sessions")}</h2>
        <SessionsTable />
      </section>
    </div>
  );
}

function Looks() {
  const { t, i18n } = useTranslation();
  const [theme, setTheme] = useTheme();
  return (
    <Card className="grid gap-3">
      <h2 className="font-semibold text-base">{t("profile.look")}</h2>
      <Field label={t("profile.language")}>
        {(control) => (
          <Select {...control} value={i18n.language} onChange={({ target }) => void i18n.changeLanguage(target.value)}>
            {LANGUAGES.map((each) => (
              <option key={each} value={each}>
                {t(`profile.languages.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("profile.theme")}>
        {(control) => (
          <Select
            {...control}
            value={theme}
            onChange={({ target }) => setTheme(THEMES.find((each) => each === target.value) ?? "system")}
          >
            {THEMES.map((each) => (
              <option key={each} value={each}>
                {t(`profile.themes.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </Card>
  );
}
