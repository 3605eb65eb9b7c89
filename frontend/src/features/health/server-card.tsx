import Box from "@mui/material/Box";
import Link from "@mui/material/Link";

import { QueryCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { env } from "@/lib/env";
import { dayAndClock, duration } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { text } from "@/text";

import { Fact, Facts } from "./facts";
import { PAGE_VERSION } from "./page-version";
import { useServerAbout } from "./refreshing";

const MINUTE_MS = 60_000;

/** Versions, since when it runs, and where its interfaces are described. */
export function ServerCard() {
  const about = useServerAbout();
  return (
    <QueryCard title={text.health.server.title} testId="server" query={about} lines={6}>
      {(data) => (
        <>
          <Versions about={data} />
          <Box
            sx={{
              display: "flex",
              flexWrap: "wrap",
              columnGap: 3,
              rowGap: 1,
              marginTop: 2,
              fontSize: "0.875rem",
            }}
          >
            <Link href={`${env.serverUrl}/docs`}>{text.health.server.docs}</Link>
            <Link href={`${env.serverUrl}/metrics`}>{text.health.server.metrics}</Link>
          </Box>
        </>
      )}
    </QueryCard>
  );
}

function Versions({ about }: { readonly about: Schemas["About"] }) {
  const { server } = text.health;
  const nowMs = useNow(MINUTE_MS);
  const seconds = Math.max(0, (nowMs - Date.parse(about.started_at)) / 1000);
  return (
    <Facts>
      <Fact name={server.since}>
        {server.sinceValue(dayAndClock(about.started_at), duration(seconds))}
      </Fact>
      <Fact name={server.version}>{about.version}</Fact>
      <Fact name={server.page}>{PAGE_VERSION}</Fact>
      <Fact name={server.schema}>{about.database_schema}</Fact>
      <Fact name={server.photos}>
        {about.keeps_photos ? server.photosKept : server.photosNotKept}
      </Fact>
    </Facts>
  );
}
