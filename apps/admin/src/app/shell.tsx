import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AllowedPage } from "./allowed-page.tsx";
import { Palette } from "./palette.tsx";
import { SideNav } from "./side-nav.tsx";
import { TopBar } from "./top-bar.tsx";
import { useStaff } from "./use-staff.ts";

/** Every page behind the sign-in: navigation at the left, where one is above, the screen. */
export function Shell() {
  const { t } = useTranslation();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      setPaletteOpen((isOpen) => !isOpen);
    };
    window.addEventListener("keydown", open);
    return () => window.removeEventListener("keydown", open);
  }, []);
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-card focus:p-2"
      >
        {t("shell.skip")}
      </a>
      <aside className="sticky top-0 hidden h-dvh overflow-y-auto border-r bg-card px-2 py-4 md:block">
        <Link to="/" className="mb-4 flex items-center gap-2 px-3 font-semibold">
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" className="size-6" />
          {t("shell.name")}
        </Link>
        <SideNav />
      </aside>
      <div className="min-w-0">
        <TopBar onMenu={() => setMenuOpen(true)} onPalette={() => setPaletteOpen(true)} />
        <FirstPasswordNote />
        <main id="main" className="mx-auto max-w-[100rem] px-3 py-4 md:px-5">
          <AllowedPage />
        </main>
      </div>
      <Dialog isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} title={t("shell.name")} shape="panel">
        <SideNav onChoose={() => setMenuOpen(false)} />
      </Dialog>
      <Palette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
    </div>
  );
}

/** An owner chose the first password; only its own owner should know the next. */
function FirstPasswordNote() {
  const { t } = useTranslation();
  if (!useStaff().mustChangePassword) return null;
  return (
    <p className="flex flex-wrap items-center gap-3 bg-warning-soft px-5 py-2 text-sm text-warning">
      {t("shell.firstPassword")}
      <Button asChild size="sm">
        <Link to="/profile">{t("shell.changeIt")}</Link>
      </Button>
    </p>
  );
}
