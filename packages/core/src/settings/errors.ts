import { defineReasons } from "@nexa/contracts";

export const settingsErrors = defineReasons("settings", {
  ownersOnly: ["FORBIDDEN", "Your role changes the settings of referrals only. Ask an owner to change the others."],
});
