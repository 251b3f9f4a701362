import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Phone } from "@nexa/ui/format/display.tsx";
import { Link } from "@tanstack/react-router";
import {
  Bell,
  CircleHelp,
  Download,
  Gift,
  Languages,
  ReceiptText,
  Shield,
  Smartphone,
  SunMoon,
  User,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLine } from "../app/use-line.ts";
import { useInstall } from "../pwa/install.ts";
import { LanguageChoice, ThemeChoice } from "./choices.tsx";
import { Menu, MenuLink, MenuRow } from "./menu.tsx";
import { Picture } from "./picture.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import { useProfile } from "./use-profile.ts";

/** Everything about the customer and this app, one step away. */
export function YouScreen() {
  const { t } = useTranslation();
  const { lines } = useLine();
  return (
    <div className="grid gap-6">
      <Who />
      <Menu title={t("you.account")}>
        <MenuLink to="/you/profile" icon={User} label={t("you.profile")} />
        <MenuLink to="/you/numbers" icon={Smartphone} label={t("you.numbers")} value={lines.length} />
        <MenuLink to="/you/security" icon={Shield} label={t("you.security")} />
        <MenuLink to="/postpaid" icon={ReceiptText} label={t("you.postpaid")} />
      </Menu>
      <Menu title={t("you.more")}>
        <MenuLink to="/refer" icon={Gift} label={t("refer.title")} />
        <MenuLink to="/help" icon={CircleHelp} label={t("help.title")} />
        <MenuLink to="/notifications/preferences" icon={Bell} label={t("notices.preferences")} />
      </Menu>
      <Menu title={t("you.thisApp")}>
        <MenuRow icon={Languages} label={t("you.language")}>
          <LanguageChoice />
        </MenuRow>
        <MenuRow icon={SunMoon} label={t("you.theme")}>
          <ThemeChoice />
        </MenuRow>
        <Install />
      </Menu>
      <SignOutButton />
    </div>
  );
}

function Who() {
  const { t } = useTranslation();
  const profile = useProfile();
  return (
    <div className="flex items-center gap-4">
      <Picture name={profile.fullName} pictureId={profile.pictureId} />
      <div className="min-w-0">
        <h1 className="truncate font-semibold text-xl">{profile.fullName}</h1>
        <p className="flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
          {profile.phoneNumber && <Phone number={profile.phoneNumber} />}
          {!profile.isPhoneVerified && (
            <Link to="/confirm-number">
              <Badge tone="warning">{t("you.unverified")}</Badge>
            </Link>
          )}
        </p>
      </div>
    </div>
  );
}

/** Only where this browser can install the app, and has not yet. */
function Install() {
  const { t } = useTranslation();
  const { install, isInstalled, isByHand } = useInstall();
  if (isInstalled || (install === null && !isByHand)) return null;
  return (
    <MenuRow icon={Download} label={t("pwa.install")} text={install ? t("pwa.installText") : t("pwa.installByHand")}>
      {install && <Button onClick={() => void install()}>{t("pwa.installNow")}</Button>}
    </MenuRow>
  );
}
