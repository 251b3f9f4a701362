import { defineReasons } from "@nexa/contracts";

export const settingsErrors = defineReasons("settings", {
  profileDiffers: [
    "CONFLICT",
    "This installation was made with another country, time zone or currency. Start it with those, or with an empty database.",
  ],
});
