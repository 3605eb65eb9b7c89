import { mdiAlertCircle, mdiCheckCircle, mdiCloseCircle, mdiUndo } from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import CircularProgress from "@mui/material/CircularProgress";
import Typography from "@mui/material/Typography";

import { Icon } from "@/components/icon";
import { text } from "@/text";

import type { Photo, Verdict } from "./photo-queue";

interface PhotoListProps {
  readonly photos: readonly Photo[];
  readonly onConfirmLookAlike: (photo: Photo, lookAlike: number) => void;
  readonly onTakeBack: (photo: Photo) => void;
}

/** What the server said about each photo. */
export function PhotoList({ photos, onConfirmLookAlike, onTakeBack }: PhotoListProps) {
  if (photos.length === 0) {
    return (
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {text.enrollment.noPhotosYet}
      </Typography>
    );
  }
  return (
    <Box
      component="ul"
      aria-live="polite"
      sx={{
        display: "grid",
        gap: 1.25,
        margin: 0,
        padding: 0,
        listStyle: "none",
        alignContent: "start",
      }}
    >
      {photos.map((photo) => (
        <PhotoRow
          key={photo.id}
          photo={photo}
          onConfirmLookAlike={onConfirmLookAlike}
          onTakeBack={onTakeBack}
        />
      ))}
    </Box>
  );
}

interface PhotoRowProps {
  readonly photo: Photo;
  readonly onConfirmLookAlike: (photo: Photo, lookAlike: number) => void;
  readonly onTakeBack: (photo: Photo) => void;
}

function PhotoRow({ photo, onConfirmLookAlike, onTakeBack }: PhotoRowProps) {
  const { id, url, verdict } = photo;
  const lookAlike = verdict.status === "rejected" ? verdict.lookAlike : null;
  return (
    <Box
      component="li"
      data-testid="photo"
      data-status={verdict.status}
      sx={{ display: "flex", gap: 1.5, alignItems: "flex-start" }}
    >
      <Box
        component="img"
        src={url}
        alt={text.enrollment.thumbnail(id)}
        sx={{
          width: 84,
          height: 84,
          flexShrink: 0,
          objectFit: "cover",
          borderRadius: "10px",
          opacity: UNUSED.has(verdict.status) ? 0.6 : 1,
        }}
      />
      <Box sx={{ minWidth: 0 }}>
        <VerdictText verdict={verdict} />
        {verdict.status === "accepted" && verdict.faceId !== null && (
          <Button
            size="small"
            aria-label={text.enrollment.takeBackOf(id)}
            onClick={() => onTakeBack(photo)}
            sx={{ marginLeft: -0.75 }}
          >
            {text.enrollment.takeBack}
          </Button>
        )}
        {lookAlike !== null && (
          <Button
            size="small"
            sx={{ marginTop: 0.5 }}
            onClick={() => onConfirmLookAlike(photo, lookAlike)}
          >
            {text.enrollment.twoPeople}
          </Button>
        )}
      </Box>
    </Box>
  );
}

const UNUSED: ReadonlySet<Verdict["status"]> = new Set(["rejected", "removing", "removed"]);

const MARKS = {
  accepted: { path: mdiCheckCircle, colour: "success.main" },
  rejected: { path: mdiCloseCircle, colour: "error.main" },
  failed: { path: mdiAlertCircle, colour: "warning.main" },
  removed: { path: mdiUndo, colour: "text.secondary" },
} as const;

function VerdictText({ verdict }: { readonly verdict: Verdict }) {
  const { status } = verdict;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 0.75, fontWeight: 600 }}>
        {status === "sending" || status === "removing" ? (
          <CircularProgress size={16} aria-hidden />
        ) : (
          <Icon path={MARKS[status].path} fontSize="small" sx={{ color: MARKS[status].colour }} />
        )}
        {text.enrollment[status]}
      </Box>
      {linesOf(verdict).map((line) => (
        <Typography
          key={line}
          variant="body2"
          sx={{ color: "text.secondary", overflowWrap: "anywhere" }}
        >
          {line}
        </Typography>
      ))}
    </Box>
  );
}

function linesOf(verdict: Verdict): readonly string[] {
  if (verdict.status === "rejected") return verdict.reasons;
  if (verdict.status === "accepted") {
    return verdict.problem === undefined ? verdict.warnings : [verdict.problem];
  }
  return verdict.status === "failed" ? [verdict.detail] : [];
}
