import { Stack } from "@mantine/core";
import { FirstRun } from "@/features/first-run/public/first-run";
import { TodayPage } from "@/features/today/today-page";

/** Today; above it the first steps until they are done. */
export function TodayScreen() {
  return (
    <Stack>
      <div>
        <TodayPage />
      </div>
      <FirstRun />
    </Stack>
  );
}
