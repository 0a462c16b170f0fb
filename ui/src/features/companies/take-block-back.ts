import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { type Company, useUnblock } from "./queries";

/** Takes the block of a company back, and says with how many it goes on and who stays paused. */
export function useTakeBlockBack({ id, name }: Pick<Company, "id" | "name">): () => Promise<void> {
  const unblock = useUnblock();
  return () =>
    sayWhatCame(
      unblock.mutateAsync(id),
      ({ changed: n, left_paused: left }) => {
        const said =
          n === 0 ? m.companies_unblocked_none({ name }) : m.companies_unblocked_n({ name, n });
        showMessage(left === 0 ? said : `${said} ${m.companies_left_paused({ n: left })}`);
      },
      { of_another: m.companies_of_another },
    );
}
