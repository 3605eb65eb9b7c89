import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { NamesCover } from "@/components/names-cover";
import { ProblemAlert } from "@/components/problem-alert";
import { SearchField } from "@/components/search-field";
import { CLASS_SESSIONS_KEY, setRoll } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { studentsQuery } from "@/lib/api/students";
import { useNotices } from "@/lib/notices";
import { text } from "@/text";

import { wasThere } from "./statuses";

/** The most that one answer of the server holds; who is beyond is found by searching. */
const LISTED = 200;

interface RollDialogProps {
  readonly attendance: Schemas["Attendance"];
  readonly onClose: () => void;
}

/** Who belongs to the class: all students, or those on a list. */
export function RollDialog({ attendance, onClose }: RollDialogProps) {
  const { class_session_id: id, students, roll } = attendance;
  const [isList, setIsList] = useState(roll === "list");
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() =>
    roll === "list" ? idsOf(students.filter(({ expected }) => expected)) : new Set(),
  );
  const queries = useQueryClient();
  const notices = useNotices();
  const save = useMutation({
    mutationFn: () => setRoll(id, isList ? [...chosen] : null),
    onSuccess: async () => {
      notices.show(text.attendance.rollSaved);
      onClose();
      await queries.invalidateQueries({ queryKey: CLASS_SESSIONS_KEY });
    },
  });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="roll-title">
      <DialogTitle id="roll-title">{text.attendance.roll}</DialogTitle>
      <NamesCover hint={text.presenter.rollHint}>
        <DialogContent sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "minmax(0, 1fr)" }}>
          <RadioGroup
            row
            aria-label={text.attendance.roll}
            value={isList ? "list" : "everyone"}
            onChange={(event) => setIsList(event.target.value === "list")}
          >
            <FormControlLabel
              value="everyone"
              control={<Radio />}
              label={text.attendance.rollEveryone}
            />
            <FormControlLabel value="list" control={<Radio />} label={text.attendance.rollChoose} />
          </RadioGroup>
          {isList && (
            <>
              <Button
                color="inherit"
                variant="outlined"
                onClick={() => setChosen(idsOf(students.filter(({ status }) => wasThere(status))))}
              >
                {text.attendance.rollFromSeen}
              </Button>
              <Choice chosen={chosen} onChange={setChosen} />
            </>
          )}
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {isList && chosen.size === 0 ? text.attendance.rollNobody : text.attendance.rollHelp}
          </Typography>
          <ProblemAlert error={save.error} />
        </DialogContent>
      </NamesCover>
      <DialogActions sx={{ padding: 2 }}>
        {isList && (
          <Typography
            variant="body2"
            role="status"
            sx={{ marginRight: "auto", paddingLeft: 1, color: "text.secondary" }}
          >
            {text.attendance.rollChosen(chosen.size)}
          </Typography>
        )}
        <Button color="inherit" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button
          variant="contained"
          loading={save.isPending}
          disabled={isList && chosen.size === 0}
          onClick={() => save.mutate()}
        >
          {text.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly chosen: ReadonlySet<number>;
  readonly onChange: (chosen: ReadonlySet<number>) => void;
}

function Choice({ chosen, onChange }: ChoiceProps) {
  const [search, setSearch] = useState("");
  const { data, error } = useQuery(studentsQuery({ search, limit: LISTED, offset: 0 }));
  const more = (data?.total ?? 0) - LISTED;

  function toggle(studentId: number): void {
    const changed = new Set(chosen);
    if (!changed.delete(studentId)) changed.add(studentId);
    onChange(changed);
  }

  return (
    <>
      <SearchField label={text.students.search} value={search} onChange={setSearch} />
      <Box sx={{ height: 240, overflowY: "auto" }}>
        {data === undefined && error === null && (
          <Skeleton variant="rounded" height={220} aria-label={text.loading} />
        )}
        {data === undefined && <ProblemAlert error={error} />}
        {data?.items.map(({ id, name }) => (
          <FormControlLabel
            key={id}
            sx={{ display: "flex", marginRight: 0 }}
            control={<Checkbox size="small" checked={chosen.has(id)} onChange={() => toggle(id)} />}
            label={name}
          />
        ))}
        {data?.total === 0 && (
          <Typography sx={{ color: "text.secondary" }}>{text.students.noMatch(search)}</Typography>
        )}
        {more > 0 && (
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {text.attendance.rollMore(more)}
          </Typography>
        )}
      </Box>
    </>
  );
}

function idsOf(entries: readonly Schemas["AttendanceEntry"][]): ReadonlySet<number> {
  return new Set(entries.map(({ student_id: id }) => id));
}
