import type { GenerateReferralCodeOutput } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { Copy, Share2 } from "lucide-react";
import { useTranslation } from "react-i18next";

/** A code as it is read out, with the ways to hand it on. */
export function CodeCard({ code }: { code: GenerateReferralCodeOutput }) {
  const { t } = useTranslation();
  const url = `${location.origin}/register?code=${code.code}`;
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      toast.success(t("refer.copied"));
    } catch {
      toast.error(t("refer.copyFailed"));
    }
  };
  const share = async () => {
    if (!navigator.share) return copy(url);
    // Whoever closes the device's own list has not failed at anything.
    await navigator.share({ title: "NEXA", text: t("refer.message", { code: code.code }), url }).catch(() => undefined);
  };
  return (
    <Card className="grid gap-4">
      <div className="grid justify-items-center gap-1 text-center">
        <p className="text-muted-foreground text-sm">{t("refer.yourCode")}</p>
        <p className="tabular select-all font-semibold text-3xl tracking-widest">{code.code}</p>
        <p className="text-muted-foreground text-sm">
          {t("refer.usesLeft", { count: code.maxUses - code.uses })} · {t("refer.until")}{" "}
          <Moment at={code.expiresAt} as="date" />
        </p>
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Button size="lg" onClick={() => void copy(code.code)}>
          <Copy aria-hidden />
          {t("refer.copy")}
        </Button>
        <Button size="lg" variant="primary" onClick={() => void share()}>
          <Share2 aria-hidden />
          {t("refer.share")}
        </Button>
      </div>
    </Card>
  );
}
