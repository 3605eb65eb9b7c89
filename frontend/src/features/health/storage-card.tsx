import Box from "@mui/material/Box";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";

import { QueryCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { storageQuery } from "@/lib/api/health";
import { fileSize, whole } from "@/lib/numbers";
import { dayAndClock } from "@/lib/time";
import { text } from "@/text";

import { Fact, Facts } from "./facts";
import { STORAGE_EVERY_MS } from "./refreshing";

/** How much is stored, since when, and how much room there is. */
export function StorageCard() {
  const query = useQuery({ ...storageQuery, refetchInterval: STORAGE_EVERY_MS });
  return (
    <QueryCard title={text.health.storage.title} testId="storage" query={query} lines={8}>
      {(data) => (
        <>
          {data.disk !== null && <DiskMeter disk={data.disk} />}
          <Stored storage={data} />
        </>
      )}
    </QueryCard>
  );
}

function DiskMeter({ disk }: { readonly disk: Schemas["Disk"] }) {
  const used = (1 - disk.free_bytes / disk.total_bytes) * 100;
  return (
    <Box sx={{ marginBottom: 2 }}>
      <LinearProgress
        variant="determinate"
        value={used}
        color={disk.is_low ? "warning" : "primary"}
        aria-label={text.health.storage.used}
        sx={{ height: 8, borderRadius: 4 }}
      />
      <Typography
        variant="body2"
        sx={{ marginTop: 0.75, color: disk.is_low ? "warning.main" : "text.secondary" }}
      >
        {text.health.storage.free(fileSize(disk.free_bytes), fileSize(disk.total_bytes))}
      </Typography>
    </Box>
  );
}

function Stored({ storage }: { readonly storage: Schemas["StorageInfo"] }) {
  const words = text.health.storage;
  const observations = whole(storage.observations);
  return (
    <Facts>
      {storage.database_bytes !== null && (
        <Fact name={words.database}>{fileSize(storage.database_bytes)}</Fact>
      )}
      <Fact name={words.students}>{whole(storage.students)}</Fact>
      <Fact name={words.faces}>{whole(storage.faces)}</Fact>
      <Fact name={words.photos}>
        {storage.kept_photos === 0
          ? words.none
          : words.photosValue(whole(storage.kept_photos), fileSize(storage.kept_photo_bytes))}
      </Fact>
      <Fact name={words.classes}>{whole(storage.class_sessions)}</Fact>
      <Fact name={words.observations}>
        {storage.observations_exact ? observations : words.atMost(observations)}
      </Fact>
      <Fact name={words.oldest}>{moment(storage.oldest_observation_at)}</Fact>
      <Fact name={words.newest}>{moment(storage.newest_observation_at)}</Fact>
    </Facts>
  );
}

function moment(value: string | null): string {
  return value === null ? text.health.storage.none : dayAndClock(value);
}
