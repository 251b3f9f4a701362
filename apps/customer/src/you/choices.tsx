import { failureOf } from "@nexa/client";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { LANGUAGES, type Language } from "@nexa/ui/i18n/create-i18n";
import { THEMES, useTheme } from "@nexa/ui/theme";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { Segments } from "./segments.tsx";
import { keepProfile } from "./use-profile.ts";

/** Each in its own words, so that who landed in the wrong one finds the way. */
const OWN_NAMES: Record<Language, string> = { en: "English", hi: "हिन्दी" };

/** The language here, and the one in which notices are sent. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  const text = useFailureText();
  const save = useMutation(
    api.customers.updateProfile.mutationOptions({
      onSuccess: async (profile) => {
        keepProfile(profile);
        await queryClient.invalidateQueries({ queryKey: api.notifications.list.pathKey() });
      },
      onError: (error) => void toast.error(text(failureOf(error))),
    }),
  );
  const choose = (language: Language) => {
    void i18n.changeLanguage(language);
    save.mutate({ language });
  };
  const chosen = LANGUAGES.find((each) => each === i18n.language) ?? "en";
  return (
    <Segments
      label={t("you.language")}
      value={chosen}
      options={LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value], lang: value }))}
      onChange={choose}
    />
  );
}

export function ThemeChoice() {
  const { t } = useTranslation();
  const [theme, setTheme] = useTheme();
  return (
    <Segments
      label={t("you.theme")}
      value={theme}
      options={THEMES.map((value) => ({ value, label: t(`you.themes.${value}`) }))}
      onChange={setTheme}
    />
  );
}
