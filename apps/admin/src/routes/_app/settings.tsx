import { createFileRoute } from "@tanstack/react-router";
import { SETTINGS_TABS, SettingsScreen, type SettingsTab } from "../../settings/settings-screen.tsx";

export const Route = createFileRoute("/_app/settings")({
  validateSearch: (search): { tab?: SettingsTab } => {
    const tab = SETTINGS_TABS.find((each) => each === search.tab);
    return tab ? { tab } : {};
  },
  component: Page,
});

function Page() {
  return <SettingsScreen tab={Route.useSearch().tab} />;
}
