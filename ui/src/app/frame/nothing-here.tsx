import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Empty } from "@/shared/four-states/empty";
import { m } from "@/shared/messages/gen/messages";

/** An address that leads nowhere. */
export function NothingHere() {
  return (
    <Empty title={m.frame_nothing_title()} text={m.frame_nothing_text()}>
      <Button component={Link} to="/">
        {m.frame_nothing_today()}
      </Button>
    </Empty>
  );
}
