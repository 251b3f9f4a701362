import { failureOf, RefusedError, refusalOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Picture } from "./picture.tsx";
import { keepProfile, reloadProfile, useProfile } from "./use-profile.ts";

async function sendPicture(file: File): Promise<void> {
  const response = await fetch("/customer/profile/picture", {
    method: "PUT",
    headers: { "content-type": file.type || "application/octet-stream" },
    body: file,
  }).catch(() => null);
  if (!response?.ok) throw new RefusedError(await refusalOf(response));
}

export function PictureEditor() {
  const { t } = useTranslation();
  const profile = useProfile();
  const input = useRef<HTMLInputElement>(null);
  const send = useMutation({ mutationFn: sendPicture, onSuccess: reloadProfile });
  const remove = useMutation(api.customers.removePicture.mutationOptions({ onSuccess: keepProfile }));
  const error = send.error ?? remove.error;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-4">
        <Picture name={profile.fullName} pictureId={profile.pictureId} className="size-20 text-2xl" />
        <div className="flex flex-wrap gap-2">
          <input
            ref={input}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            aria-label={t("you.choosePicture")}
            className="hidden"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              remove.reset();
              if (file) send.mutate(file);
            }}
          />
          <Button isBusy={send.isPending} onClick={() => input.current?.click()}>
            {profile.pictureId ? t("you.changePicture") : t("you.addPicture")}
          </Button>
          {profile.pictureId && (
            <Button variant="quiet" isBusy={remove.isPending} onClick={() => remove.mutate({})}>
              {t("you.removePicture")}
            </Button>
          )}
        </div>
      </div>
      <FormError failure={error && failureOf(error)} />
    </div>
  );
}
