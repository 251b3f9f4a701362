import type { Job, JobRun } from "@nexa/contracts";
import type { Tone } from "@nexa/ui/components/badge.tsx";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

export const RUN_TONES: Record<JobRun["state"], Tone> = {
  waiting: "neutral",
  retrying: "warning",
  running: "brand",
  succeeded: "positive",
  failed: "negative",
  stopped: "neutral",
};

/** What a job does in words, where we have them, and its schedule. */
export function useJobWords() {
  const { t, i18n } = useTranslation();
  return {
    about: (name: string): string => {
      const key = `jobs.about.${name.replaceAll(".", "_")}`;
      return i18n.exists(key) ? (t(key as never) as string) : name;
    },
    schedule: ({ pattern, everyMinutes }: Pick<Job, "pattern" | "everyMinutes">) =>
      everyMinutes === null ? scheduleOf(pattern ?? "", t) : t("jobs.everyMinutes", { count: everyMinutes }),
  };
}

type Translate = TFunction<"app">;

/** The patterns that our jobs have, in words; another one as it stands. */
function scheduleOf(pattern: string, t: Translate): string {
  const parts = pattern.split(" ");
  const [first = "", second = ""] = parts;
  const every = /^\*\/(\d+)$/.exec(first);
  if (parts.length === 6 && every) return t("jobs.everySeconds", { count: Number(every[1]) });
  if (parts.length !== 5) return pattern;
  if (pattern === "* * * * *") return t("jobs.everyMinutes", { count: 1 });
  if (every && second === "*") return t("jobs.everyMinutes", { count: Number(every[1]) });
  if (/^\d+$/.test(first) && second === "*") return t("jobs.hourly", { minute: first });
  if (/^\d+$/.test(first) && /^\d+$/.test(second)) {
    return t("jobs.daily", { time: `${second.padStart(2, "0")}:${first.padStart(2, "0")}` });
  }
  return pattern;
}
