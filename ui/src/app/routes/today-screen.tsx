import { FirstRun } from "@/features/first-run/public/first-run";
import { TodayPage } from "@/features/today/today-page";

/** Today, with the first steps until they are done. */
export function TodayScreen() {
  return <TodayPage first={(work) => <FirstRun otherwise={work} />} />;
}
