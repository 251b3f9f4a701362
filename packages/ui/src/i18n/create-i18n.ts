import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { en as uiEnglish } from "./en.ts";

/** The same keys with other words: what a language file must have, checked by its type. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> };

export const LANGUAGES = ["en", "hi"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED_AS = "nexa.language";

/**
 * One instance for an app: its own words under the namespace `app`, the shared components' under `ui`. Hindi is loaded when it is
 * chosen.
 */
export async function createI18n(english: object, loadHindi: () => Promise<object>): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    ns: ["app", "ui"],
    defaultNS: "app",
    resources: { en: { app: english, ui: uiEnglish } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const load = async (language: string) => {
    if (language !== "hi" || instance.hasResourceBundle("hi", "app")) return;
    const [app, { hi }] = await Promise.all([loadHindi(), import("./hi.ts")]);
    instance.addResourceBundle("hi", "app", app).addResourceBundle("hi", "ui", hi);
  };
  const change = instance.changeLanguage.bind(instance);
  instance.changeLanguage = async (language, ...rest) => {
    if (language) await load(language);
    const translate = await change(language, ...rest);
    document.documentElement.lang = instance.language;
    localStorage.setItem(STORED_AS, instance.language);
    return translate;
  };
  await instance.changeLanguage(storedLanguage());
  return instance;
}

/** The language chosen here before, else the browser's where we have it. */
export function storedLanguage(): Language {
  const stored = localStorage.getItem(STORED_AS) ?? navigator.language.slice(0, 2);
  return LANGUAGES.find((each) => each === stored) ?? "en";
}
