import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { ListSkeleton } from "@/components/list-skeleton";
import { ProblemState } from "@/components/problem-state";
import { aboutQuery } from "@/lib/api/about";
import { allStudentsQuery } from "@/lib/api/students";
import { text } from "@/text";

import { IgnoredFiles, ListFindings } from "./findings";
import { MAX_STUDENTS, planImport, type KnownStudent, type PlannedStudent } from "./import-plan";
import { groupPhotos, guessLayout, type Layout } from "./photo-names";
import { PlanTable } from "./plan-table";
import { canBeChosen, countPlan } from "./plan-view";
import type { Sources } from "./sources";

/** What the server takes at once, until it has said so itself. */
const DEFAULT_LIMIT = 20;

interface PlanPanelProps {
  readonly sources: Sources;
  readonly onStart: (what: {
    readonly students: readonly PlannedStudent[];
    readonly known: readonly KnownStudent[];
    readonly photosAtOnce: number;
  }) => void;
}

/** What would be created from what was chosen; nothing is sent before somebody says so. */
export function PlanPanel({ sources, onStart }: PlanPanelProps) {
  const { data: known, error, refetch } = useQuery(allStudentsQuery);
  const { data: about } = useQuery(aboutQuery);
  const [layout, setLayout] = useState<Layout | null>(null);
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { photos, list, ignored } = sources;
  const guessed = useMemo(() => guessLayout(photos), [photos]);
  const usedLayout = layout ?? guessed;
  const grouped = useMemo(() => groupPhotos(photos, usedLayout), [photos, usedLayout]);
  const plan = useMemo(
    () => (known === undefined ? [] : planImport({ groups: grouped.groups, list, known })),
    [grouped, list, known],
  );

  if (photos.length === 0 && list === null) return null;
  if (known === undefined) {
    if (error === null) return <ListSkeleton />;
    return <ProblemState error={error} onRetry={() => void refetch()} />;
  }
  const chosen = plan.filter(
    (student) => canBeChosen(student) && (choices.get(student.key) ?? student.isAdvised),
  );
  const nameless = grouped.nameless.map(({ path }) => ({ path, why: "nameless" as const }));
  return (
    <Box component="section" aria-labelledby="plan-title" sx={{ display: "grid", gap: 1.5 }}>
      <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 2 }}>
        <Typography id="plan-title" variant="h2" sx={{ flex: 1, minWidth: 160 }}>
          {text.import.planTitle}
        </Typography>
        {photos.some(({ path }) => path.includes("/")) && (
          <LayoutChoice layout={usedLayout} onChange={setLayout} />
        )}
      </Box>
      {list !== null && <ListFindings list={list} />}
      <IgnoredFiles ignored={[...nameless, ...ignored]} />
      <div>
        <PlanTable
          plan={plan}
          chosenKeys={new Set(chosen.map(({ key }) => key))}
          onChoose={(students, isChosen) =>
            setChoices(
              new Map([...choices, ...students.map(({ key }) => [key, isChosen] as const)]),
            )
          }
        />
      </div>
      <StartBar
        chosen={chosen}
        keepsPhotos={about?.keeps_photos ?? false}
        onStart={() =>
          onStart({
            students: chosen,
            known,
            photosAtOnce: about?.max_enrollment_images ?? DEFAULT_LIMIT,
          })
        }
      />
    </Box>
  );
}

interface LayoutChoiceProps {
  readonly layout: Layout;
  readonly onChange: (layout: Layout) => void;
}

function LayoutChoice({ layout, onChange }: LayoutChoiceProps) {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1 }}>
      <Typography id="layout-label" variant="body2" sx={{ color: "text.secondary" }}>
        {text.import.layout.label}
      </Typography>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        aria-labelledby="layout-label"
        value={layout}
        onChange={(_, value: Layout | null) => {
          if (value !== null) onChange(value);
        }}
      >
        <ToggleButton value="folders">{text.import.layout.folders}</ToggleButton>
        <ToggleButton value="names">{text.import.layout.names}</ToggleButton>
      </ToggleButtonGroup>
    </Box>
  );
}

interface StartBarProps {
  readonly chosen: readonly PlannedStudent[];
  readonly keepsPhotos: boolean;
  readonly onStart: () => void;
}

/** Stays in sight below a long list. */
function StartBar({ chosen, keepsPhotos, onStart }: StartBarProps) {
  const { created, filled, photos } = countPlan(chosen);
  const isTooMuch = chosen.length > MAX_STUDENTS;
  return (
    <Card
      sx={{
        position: "sticky",
        bottom: { xs: 72, md: 16 },
        zIndex: 1,
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 2,
        padding: 2,
        boxShadow: 3,
      }}
    >
      <Box sx={{ flex: "1 1 260px" }}>
        <Typography role="status" sx={{ fontWeight: 600 }}>
          {chosen.length === 0
            ? text.import.planNothing
            : text.import.planSummary(created, filled, photos)}
        </Typography>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {keepsPhotos ? text.import.privacyKept : text.import.privacy}
        </Typography>
        {isTooMuch && (
          <Alert severity="warning" sx={{ marginTop: 1 }}>
            {text.import.tooManyStudents(MAX_STUDENTS)}
          </Alert>
        )}
      </Box>
      <Button
        variant="contained"
        size="large"
        disabled={chosen.length === 0 || isTooMuch}
        onClick={onStart}
      >
        {text.import.start(chosen.length)}
      </Button>
    </Card>
  );
}
