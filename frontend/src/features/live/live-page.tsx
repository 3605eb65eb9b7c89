import { mdiVideoOutline } from "@mdi/js";

import { EmptyState } from "@/components/empty-state";
import { text } from "@/lib/text";

export function LivePage() {
  return <EmptyState icon={mdiVideoOutline} title={text.live.readyTitle} hint={text.live.readyHint} />;
}
