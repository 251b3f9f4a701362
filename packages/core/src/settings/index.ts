export { DEFAULT_SETTINGS, type SettingName, type Settings } from "./definitions.ts";
export { ensureOperatorProfile } from "./ensure-operator-profile.ts";
export { forgetSettings, getSettings } from "./get-settings.ts";
export { updateSettings } from "./update-settings.ts";
