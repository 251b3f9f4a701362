import { Card } from "@nexa/ui/components/card.tsx";
import { PageHead } from "../run/page-head.tsx";
import { JobDetail } from "./job-detail.tsx";
import { useJobWords } from "./job-words.ts";

export function JobPage({ name }: { name: string }) {
  const { about } = useJobWords();
  return (
    <>
      <PageHead title={about(name)} />
      <Card className="max-w-3xl">
        <JobDetail name={name} />
      </Card>
    </>
  );
}
