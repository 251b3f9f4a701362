import { defineReasons } from "@nexa/contracts";

export const settingsErrors = defineReasons("settings", {
  unknown: ["NOT_FOUND", "There is no such setting. The list of settings shows the names."],
  outOfBounds: ["INVALID", "This value is outside what the setting allows."],
  profileDiffers: [
    "CONFLICT",
    "This installation was made with another country, time zone or currency. Start it with those, or with an empty database.",
  ],
});
