import { Tab, TabList, TabPanel, Tabs } from "@nexa/ui/components/tabs.tsx";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHead } from "../run/page-head.tsx";
import { ActivationList } from "./activation-list.tsx";
import { BillList } from "./bill-list.tsx";
import { DueList } from "./due-list.tsx";
import { POSTPAID_VIEWS, type PostpaidSearch } from "./postpaid-search.ts";

/** Postpaid: who has a plan, the bills, and what is owed. */
export function PostpaidScreen({ search }: { search: PostpaidSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <PageHead title={t("postpaid.title")} text={t("postpaid.text")} />
      <Tabs
        value={search.view ?? "activations"}
        onValueChange={(value) => {
          const view = POSTPAID_VIEWS.find((each) => each === value);
          void navigate({ to: "/postpaid", search: view && view !== "activations" ? { view } : {} });
        }}
      >
        <TabList aria-label={t("postpaid.title")} className="mb-4">
          {POSTPAID_VIEWS.map((view) => (
            <Tab key={view} value={view}>
              {t(`postpaid.views.${view}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value="activations">
          <ActivationList search={search} />
        </TabPanel>
        <TabPanel value="bills">
          <BillList search={search} />
        </TabPanel>
        <TabPanel value="dues">
          <DueList search={search} />
        </TabPanel>
      </Tabs>
    </>
  );
}
