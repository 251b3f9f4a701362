import { type ClientFailure, failureOf, RefusedError, refusalOf } from "@nexa/client";
import type { ContentImage } from "@nexa/contracts/content-admin";
import { Button } from "@nexa/ui/components/button.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { ImagePlus } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

async function upload(file: File): Promise<ContentImage> {
  const body = new FormData();
  body.set("file", file);
  const response = await fetch("/admin/cms/media", { method: "POST", body }).catch(() => null);
  if (!response?.ok) throw new RefusedError(await refusalOf(response));
  return ((await response.json()) as { data: ContentImage }).data;
}

/** Uploads a picture as soon as it is chosen; the form keeps its address. */
export function ImageField(props: { value: string; onChange: (imageUrl: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setFailure(null);
    try {
      props.onChange((await upload(file)).url);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="font-medium text-sm">
        {t("content.picture")}
      </label>
      <div className="flex items-center gap-3">
        {props.value ? (
          <img src={props.value} alt="" className="h-16 w-28 rounded-control object-cover" />
        ) : (
          <span className="grid h-16 w-28 place-items-center rounded-control bg-muted">
            <ImagePlus aria-hidden className="size-5 text-muted-foreground" />
          </span>
        )}
        <input
          id={id}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          disabled={isBusy}
          className="min-w-0 text-sm file:mr-3 file:h-9 file:rounded-control file:border file:border-input file:bg-card file:px-3 file:text-foreground"
          onChange={(event) => void take(event.target.files?.[0])}
        />
        {props.value && (
          <Button size="sm" variant="quiet" onClick={() => props.onChange("")}>
            {t("content.removePicture")}
          </Button>
        )}
      </div>
      <p className="text-muted-foreground text-sm" aria-live="polite">
        {isBusy ? t("content.uploading") : t("content.pictureHint")}
      </p>
      <FormError failure={failure} />
    </div>
  );
}
