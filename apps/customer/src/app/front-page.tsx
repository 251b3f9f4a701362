import { Button } from "@nexa/ui/components/button.tsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** The pages before anybody is signed in: one form under the name. */
export function FrontPage(props: { title: string; text?: ReactNode; children: ReactNode; below?: ReactNode }) {
  const { t, i18n } = useTranslation();
  const isHindi = i18n.language === "hi";
  return (
    <main className="mx-auto grid min-h-dvh max-w-sm content-center gap-6 px-4 py-10">
      <div className="grid gap-4">
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" className="size-12" />
        <div className="grid gap-1">
          <h1 className="font-semibold text-2xl">{props.title}</h1>
          {props.text && <p className="text-muted-foreground text-sm">{props.text}</p>}
        </div>
      </div>
      {props.children}
      {props.below && <div className="grid gap-2 text-sm">{props.below}</div>}
      <Button
        variant="quiet"
        lang={isHindi ? "en" : "hi"}
        className="justify-self-start -ml-4 text-muted-foreground"
        onClick={() => void i18n.changeLanguage(isHindi ? "en" : "hi")}
      >
        {t("front.otherLanguage")}
      </Button>
    </main>
  );
}
