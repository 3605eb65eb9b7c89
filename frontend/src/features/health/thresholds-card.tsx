import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";

import { QueryCard } from "@/components/query-card";
import type { Schemas } from "@/lib/api/client";
import { galleryQuery } from "@/lib/api/health";
import { twoDigits, whole } from "@/lib/numbers";
import { text } from "@/text";

import { GALLERY_EVERY_MS } from "./refreshing";
import { strangers } from "./strangers";
import { ThresholdScale } from "./threshold-scale";

/** From which similarity on a face gets a name, and where that comes from. */
export function ThresholdsCard() {
  const query = useQuery({ ...galleryQuery, refetchInterval: GALLERY_EVERY_MS });
  return (
    <QueryCard title={text.health.thresholds.title} testId="thresholds" query={query} lines={8}>
      {(gallery) => (
        <>
          <ThresholdScale unsure={gallery.unsure_threshold} known={gallery.known_threshold} />
          <Rule gallery={gallery} />
          <Basis calibration={gallery.calibration} />
        </>
      )}
    </QueryCard>
  );
}

function Rule({ gallery }: { readonly gallery: Schemas["GalleryInfo"] }) {
  const words = text.health.thresholds;
  const known = twoDigits(gallery.known_threshold);
  const unsure = twoDigits(gallery.unsure_threshold);
  const expected = gallery.expected_false_accept_rate;
  const target = gallery.target_false_accept_rate;
  const isFixed = gallery.calibration.fixed_by_operator;
  return (
    <Box sx={{ display: "grid", gap: 1, fontSize: "0.875rem" }}>
      <span>
        {words.named(known)} {words.unsure(unsure, known)} {words.unknown}
      </span>
      {expected !== null && (
        <span>
          {words.strangers(strangers(expected))}
          {isFixed && ` ${words.target(strangers(target))}`}
        </span>
      )}
      <span>{isFixed ? words.fixed : words.follows(gallery.students)}</span>
    </Box>
  );
}

function Basis({ calibration }: { readonly calibration: Schemas["CalibrationInfo"] }) {
  const words = text.health.thresholds;
  const { public_mean: publicMean, gallery, cohort } = calibration;
  const sources = [
    publicMean === null ? null : words.basisPublic,
    gallery === null ? null : words.basisOwn(whole(gallery.comparisons)),
    cohort === null ? null : words.basisCohort(whole(cohort.comparisons)),
  ].filter((source) => source !== null);
  if (sources.length === 0) return null;
  return (
    <Box sx={{ marginTop: 1.5, fontSize: "0.8125rem", color: "text.secondary" }}>
      <Typography component="span" sx={{ fontSize: "inherit" }}>
        {words.basis}
      </Typography>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </Box>
    </Box>
  );
}
