import { Button } from "@nexa/ui/components/button.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { sendBackup } from "./send-backup.ts";

/** Brings a backup file from elsewhere into the storage; the server checks every byte of it. */
export function UploadBackup() {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const text = useFailureText();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const send = async (file: File) => {
    setShare(0);
    const failure = await sendBackup(file, setShare);
    setShare(null);
    if (failure) return toast.error(text(failure));
    toast.success(t("backups.uploaded"));
    return queries.invalidateQueries({ queryKey: api.backups.pathKey() });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t("backups.upload")}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void send(file);
          target.value = "";
        }}
      />
      <Button isBusy={share !== null} onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {share === null ? t("backups.upload") : t("backups.uploading", { share: percent(share) })}
      </Button>
    </>
  );
}
