import {
  mdiAccountGroupOutline,
  mdiAccountPlusOutline,
  mdiCardAccountDetailsOutline,
} from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Card from "@mui/material/Card";
import List from "@mui/material/List";
import Typography from "@mui/material/Typography";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { SearchField } from "@/components/search-field";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { epochMs } from "./capture-loop";
import type { LiveController } from "./live-controller";
import { rosterView, type RosterView } from "./roster";
import { RosterRow } from "./roster-row";

interface RosterPanelProps {
  readonly controller: LiveController;
}

/** Who is in the picture, who was, and how they look. */
export function RosterPanel({ controller }: RosterPanelProps) {
  const roster = useStore(controller.roster);
  const [search, setSearch] = useState("");
  const nowMs = epochMs();
  const all = rosterView(roster, "", nowMs);
  const found = search === "" ? all : rosterView(roster, search, nowMs);
  const someone = roster.entries.size > 0;
  return (
    <Card
      component="section"
      aria-labelledby="roster-title"
      sx={{ display: "flex", flexDirection: "column", minHeight: 0, height: { md: "100%" } }}
    >
      <Box sx={{ padding: 2, paddingBottom: 1 }}>
        <Box sx={{ display: "flex", alignItems: "baseline", gap: 1 }}>
          <Typography variant="h2" id="roster-title" sx={{ flex: 1 }}>
            {text.roster.title}
          </Typography>
          {someone && <Counts view={all} />}
        </Box>
        {someone && (
          <Box sx={{ marginTop: 1.5 }}>
            <SearchField label={text.roster.search} value={search} onChange={setSearch} />
          </Box>
        )}
      </Box>
      {someone ? <Rows view={found} search={search} /> : <Nobody controller={controller} />}
      {roster.suspects.length > 0 && (
        <Note testId="roster-suspects" icon={mdiCardAccountDetailsOutline}>
          {text.roster.suspects(roster.suspects)}
        </Note>
      )}
      {roster.notNamed > 0 && <Note>{text.roster.notNamed(roster.notNamed)}</Note>}
    </Card>
  );
}

interface NoteProps {
  readonly icon?: string;
  readonly testId?: string;
  readonly children: string;
}

/** A line below the names. */
function Note({ icon, testId, children }: NoteProps) {
  return (
    <Typography
      variant="body2"
      data-testid={testId}
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1,
        padding: 2,
        paddingBlock: 1.25,
        borderTop: 1,
        borderColor: "divider",
        color: "text.secondary",
      }}
    >
      {icon !== undefined && <Icon path={icon} fontSize="small" sx={{ color: "warning.main" }} />}
      {children}
    </Typography>
  );
}

function Counts({ view }: { readonly view: RosterView }) {
  return (
    <Typography variant="body2" sx={{ color: "text.secondary" }} data-testid="roster-counts">
      {text.roster.here(view.here.length)}
      {view.away.length > 0 && ` · ${text.roster.away(view.away.length)}`}
    </Typography>
  );
}

function Rows({ view, search }: { readonly view: RosterView; readonly search: string }) {
  if (view.here.length + view.away.length === 0) {
    return (
      <Typography variant="body2" sx={{ padding: 2, color: "text.secondary" }}>
        {text.roster.noMatch(search)}
      </Typography>
    );
  }
  return (
    <List
      data-testid="roster"
      sx={{ flex: 1, overflowY: { md: "auto" }, paddingBlock: 0, paddingInline: 1 }}
    >
      {view.here.map((entry) => (
        <RosterRow key={entry.studentId} entry={entry} away={false} />
      ))}
      {view.away.map((entry) => (
        <RosterRow key={entry.studentId} entry={entry} away />
      ))}
    </List>
  );
}

function Nobody({ controller }: { readonly controller: LiveController }) {
  const connection = useStore(controller.connection.state);
  if (connection.phase !== "open") {
    return <EmptyState icon={mdiAccountGroupOutline} title={text.roster.off} />;
  }
  if (connection.ready.students > 0) {
    return (
      <EmptyState
        icon={mdiAccountGroupOutline}
        title={text.roster.empty}
        hint={text.roster.emptyHint}
      />
    );
  }
  return (
    <EmptyState
      icon={mdiAccountPlusOutline}
      title={text.roster.noneEnrolled}
      hint={text.roster.noneEnrolledHint}
      action={
        <Button component={Link} to="/students" variant="outlined">
          {text.roster.addStudent}
        </Button>
      }
    />
  );
}
