import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Checkbox from "@mui/material/Checkbox";
import Chip from "@mui/material/Chip";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import { Pager } from "@/components/pager";
import { text } from "@/text";

import type { PlannedStudent } from "./import-plan";
import { actionOf, canBeChosen, isDoubtful, noteText, type PlanAction } from "./plan-view";

const PAGE_SIZE = 50;
const QUIET = { "& .MuiTableCell-root": { color: "text.secondary" } };

interface PlanTableProps {
  readonly plan: readonly PlannedStudent[];
  readonly chosenKeys: ReadonlySet<string>;
  readonly onChoose: (students: readonly PlannedStudent[], isChosen: boolean) => void;
}

/** Who will be created or given photos, before anything is sent. */
export function PlanTable({ plan, chosenKeys, onChoose }: PlanTableProps) {
  const [filter, setFilter] = useState<"all" | "doubt">("all");
  const [page, setPage] = useState(1);
  const doubtful = plan.filter(isDoubtful);
  const wanted = filter === "doubt" && doubtful.length > 0 ? doubtful : plan;
  const lastPage = Math.max(1, Math.ceil(wanted.length / PAGE_SIZE));
  const shownPage = Math.min(page, lastPage);
  const shown = wanted.slice((shownPage - 1) * PAGE_SIZE, shownPage * PAGE_SIZE);
  return (
    <>
      {doubtful.length > 0 && (
        <ToggleButtonGroup
          exclusive
          size="small"
          color="primary"
          aria-label={text.import.filterLabel}
          value={filter}
          onChange={(_, value: "all" | "doubt" | null) => {
            if (value !== null) setFilter(value);
          }}
          sx={{ marginBottom: 1.5 }}
        >
          <ToggleButton value="all">{text.import.filterAll(plan.length)}</ToggleButton>
          <ToggleButton value="doubt">{text.import.filterDoubt(doubtful.length)}</ToggleButton>
        </ToggleButtonGroup>
      )}
      <Card>
        <Table
          size="small"
          aria-label={text.import.planTitle}
          data-testid="import-plan"
          sx={{ tableLayout: { xs: "fixed", sm: "auto" } }}
        >
          <Head students={wanted.filter(canBeChosen)} chosenKeys={chosenKeys} onChoose={onChoose} />
          <TableBody>
            {shown.map((student) => (
              <Row
                key={student.key}
                student={student}
                isChosen={chosenKeys.has(student.key)}
                onChoose={(isChosen) => onChoose([student], isChosen)}
              />
            ))}
          </TableBody>
        </Table>
      </Card>
      <Pager page={shownPage} pageSize={PAGE_SIZE} total={wanted.length} onPage={setPage} />
    </>
  );
}

interface HeadProps {
  readonly students: readonly PlannedStudent[];
  readonly chosenKeys: ReadonlySet<string>;
  readonly onChoose: PlanTableProps["onChoose"];
}

function Head({ students, chosenKeys, onChoose }: HeadProps) {
  const chosen = students.filter(({ key }) => chosenKeys.has(key)).length;
  return (
    <TableHead>
      <TableRow>
        <TableCell padding="checkbox" sx={{ width: 52 }}>
          <Checkbox
            checked={chosen > 0 && chosen === students.length}
            indeterminate={chosen > 0 && chosen < students.length}
            disabled={students.length === 0}
            onChange={(event) => onChoose(students, event.target.checked)}
            slotProps={{ input: { "aria-label": text.import.chooseAll } }}
          />
        </TableCell>
        <TableCell sx={{ width: { xs: "42%", sm: "auto" } }}>{text.students.name}</TableCell>
        <TableCell sx={ON_LAPTOPS}>{text.students.externalId}</TableCell>
        <TableCell sx={ON_LAPTOPS}>{text.students.faces}</TableCell>
        <TableCell>{text.import.planTitle}</TableCell>
      </TableRow>
    </TableHead>
  );
}

interface RowProps {
  readonly student: PlannedStudent;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

function Row({ student, isChosen, onChoose }: RowProps) {
  const { name, externalId, photos, notes } = student;
  const action = actionOf(student, isChosen);
  const isQuiet = action === "nothing" || action === "left_out";
  return (
    <TableRow data-testid="planned" data-action={action} sx={isQuiet ? QUIET : {}}>
      <TableCell padding="checkbox">
        <Checkbox
          checked={isChosen && canBeChosen(student)}
          disabled={!canBeChosen(student)}
          onChange={(event) => onChoose(event.target.checked)}
          slotProps={{ input: { "aria-label": text.import.chooseOne(name) } }}
        />
      </TableCell>
      <TableCell sx={{ overflowWrap: "anywhere" }}>
        <Typography
          component="span"
          sx={{ display: "block", fontWeight: 600, fontSize: "0.9375rem" }}
        >
          {name}
        </Typography>
        <Typography component="span" variant="body2" sx={{ color: "text.secondary", ...ON_PHONES }}>
          {[externalId, text.import.photoCount(photos.length)].filter(Boolean).join(" · ")}
        </Typography>
      </TableCell>
      <TableCell sx={ON_LAPTOPS}>{externalId}</TableCell>
      <TableCell sx={ON_LAPTOPS}>{photos.length}</TableCell>
      <TableCell>
        <ActionChip action={action} />
        {notes.map((note) => (
          <Box key={note} sx={{ color: "text.secondary", marginTop: 0.25 }}>
            {noteText(note, student)}
          </Box>
        ))}
      </TableCell>
    </TableRow>
  );
}

const COLOURS = {
  create: "primary",
  fill: "primary",
  add: "primary",
  nothing: "default",
  left_out: "default",
} as const satisfies Record<PlanAction, string>;

function ActionChip({ action }: { readonly action: PlanAction }) {
  return (
    <Chip
      size="small"
      variant="outlined"
      color={COLOURS[action]}
      label={text.import.action[action]}
    />
  );
}

const ON_LAPTOPS = { display: { xs: "none", sm: "table-cell" } };
const ON_PHONES = { display: { xs: "block", sm: "none" } };
