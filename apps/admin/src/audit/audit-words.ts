import { useTranslation } from "react-i18next";
import { useStaffNames } from "../run/use-staff-names.ts";

type Event = { actorKind: string; actorId: string | null };

const ID_CHARS = 8;

/** Who did something: a colleague by name, anybody else by kind and the end of their id. */
export function useActorText(): (event: Event) => string {
  const { t, i18n } = useTranslation();
  const nameOf = useStaffNames();
  return ({ actorKind, actorId }) => {
    if (actorKind === "admin" && actorId !== null) return nameOf(actorId);
    const key = `run.actors.${actorKind}`;
    const kind = i18n.exists(key) ? t(key as never) : actorKind;
    return actorId === null ? kind : `${kind} …${actorId.slice(-ID_CHARS)}`;
  };
}
