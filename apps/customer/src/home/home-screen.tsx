import { Phone } from "@nexa/ui/format/display.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";

export function HomeScreen() {
  const { data } = useSuspenseQuery(api.customers.getProfile.queryOptions({}));
  return <h1 className="font-semibold text-xl">{data.phoneNumber && <Phone number={data.phoneNumber} />}</h1>;
}
