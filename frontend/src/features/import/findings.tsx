import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useState } from "react";

import { text } from "@/text";

import type { ClassList, ListFault } from "./class-list";
import type { Ignored } from "./source-files";

/** What is wrong with the class list, line by line. */
export function ListFindings({ list }: { readonly list: ClassList }) {
  const { faults, hasHeader, students } = list;
  return (
    <>
      {!hasHeader && students.length > 0 && <Alert severity="info">{text.import.noHeader}</Alert>}
      {faults.length > 0 && (
        <Lines
          severity="warning"
          title={text.import.faultsTitle(faults.length)}
          lines={faults.map((fault) => `${text.import.line(fault.line)}: ${faultText(fault)}`)}
        />
      )}
    </>
  );
}

/** Files that no student gets, and why. */
export function IgnoredFiles({ ignored }: { readonly ignored: readonly Ignored[] }) {
  if (ignored.length === 0) return null;
  return (
    <Lines
      severity="info"
      title={text.import.ignoredTitle(ignored.length)}
      lines={ignored.map(({ path, why }) => `${path}: ${text.import.ignoredWhy[why]}`)}
    />
  );
}

const SHOWN_AT_FIRST = 3;

interface LinesProps {
  readonly severity: "info" | "warning";
  readonly title: string;
  readonly lines: readonly string[];
}

function Lines({ severity, title, lines }: LinesProps) {
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen ? lines : lines.slice(0, SHOWN_AT_FIRST);
  return (
    <Alert severity={severity} sx={{ "& .MuiAlert-message": { minWidth: 0, flex: 1 } }}>
      <AlertTitle>{title}</AlertTitle>
      <Box
        component="ul"
        sx={{
          margin: 0,
          paddingLeft: 2,
          maxHeight: 240,
          overflowY: "auto",
          overflowWrap: "anywhere",
        }}
      >
        {shown.map((line, index) => (
          <li key={`${index} ${line}`}>{line}</li>
        ))}
      </Box>
      {lines.length > SHOWN_AT_FIRST && (
        <Button size="small" color="inherit" onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? text.import.showLess : text.import.showAll}
        </Button>
      )}
    </Alert>
  );
}

function faultText({ code, value, firstLine = 0 }: ListFault): string {
  return text.import.fault[code](value, firstLine);
}
