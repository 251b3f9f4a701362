import { Tab, TabList, TabPanel, Tabs } from "@nexa/ui/components/tabs.tsx";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";
import { PageHead } from "../run/page-head.tsx";
import { GROUP_NAMES, type SettingGroup } from "./setting-groups.ts";
import { SettingsForm, settingsOf } from "./settings-form.tsx";
import { SettingsHistory } from "./settings-history.tsx";

export type SettingsTab = SettingGroup | "history";
export const SETTINGS_TABS: readonly SettingsTab[] = [...GROUP_NAMES, "history"];

/** What the operator decides, in groups, and who changed what when. A manager sees the settings of referrals. */
export function SettingsScreen({ tab }: { tab: SettingsTab | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const settings = useQuery(api.settings.get.queryOptions({}));
  return (
    <>
      <PageHead title={t("settings.title")} text={t("settings.text")} />
      <Loaded query={settings}>
        {({ details }) => {
          const groups = GROUP_NAMES.filter((group) => settingsOf(group, details).length > 0);
          const shown = tab ?? groups[0] ?? "history";
          return (
            <Tabs
              value={shown}
              onValueChange={(value) => {
                const next = SETTINGS_TABS.find((each) => each === value);
                void navigate({ to: "/settings", search: next ? { tab: next } : {} });
              }}
            >
              <TabList aria-label={t("settings.title")} className="mb-4">
                {groups.map((group) => (
                  <Tab key={group} value={group}>
                    {t(`settings.groups.${group}`)}
                  </Tab>
                ))}
                <Tab value="history">{t("settings.history")}</Tab>
              </TabList>
              {groups.map((group) => (
                <TabPanel key={group} value={group}>
                  <SettingsForm group={group} details={details} />
                </TabPanel>
              ))}
              <TabPanel value="history">
                <SettingsHistory details={details} />
              </TabPanel>
            </Tabs>
          );
        }}
      </Loaded>
    </>
  );
}
